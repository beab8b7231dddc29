/** What can be read of a face in its pose. A signal that says nothing in a pose counts as not measured. */
import type { Neutral, Sample } from '../measure/sample.ts';
import type { ActionPolicy } from './action.ts';

/** Eye aspect ratio, unless the face is in profile. */
export const readableEyes = (
  { eyeAspectRatio, yawDegrees }: Sample,
  { blink }: Pick<ActionPolicy, 'blink'>,
): number | undefined => (Math.abs(yawDegrees ?? 0) > blink.maxYawDegrees ? undefined : eyeAspectRatio);

/** Mouth aperture, unless the face is in profile or lowered far. */
export function readableMouth(
  { mouthAperture, yawDegrees, pitchDegrees }: Sample,
  neutral: Neutral,
  { openMouth }: Pick<ActionPolicy, 'openMouth'>,
): number | undefined {
  const isProfile = Math.abs(yawDegrees ?? 0) > openMouth.maxYawDegrees;
  const isLowered = neutral.pitchDegrees - (pitchDegrees ?? neutral.pitchDegrees) > openMouth.maxLoweredDegrees;
  return isProfile || isLowered ? undefined : mouthAperture;
}
