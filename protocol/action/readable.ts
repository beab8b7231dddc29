/** What can be read of a face in its pose. A signal that says nothing in a pose counts as not measured. */
import type { Neutral, Sample } from '../measure/sample.ts';
import type { ActionPolicy } from './action.ts';

/** Whether the eyes say something: not in profile. */
export const areEyesReadable = ({ yawDegrees }: Sample, { blink }: Pick<ActionPolicy, 'blink'>): boolean =>
  Math.abs(yawDegrees ?? 0) <= blink.maxYawDegrees;

/** Eye aspect ratio, unless the face is in profile. */
export const readableEyes = (sample: Sample, policy: Pick<ActionPolicy, 'blink'>): number | undefined =>
  areEyesReadable(sample, policy) ? sample.eyeAspectRatio : undefined;

/** Whether the mouth says something: not in profile or lowered far. */
export function isMouthReadable(
  { yawDegrees, pitchDegrees }: Sample,
  neutral: Pick<Neutral, 'pitchDegrees'>,
  { openMouth }: Pick<ActionPolicy, 'openMouth'>,
): boolean {
  const isProfile = Math.abs(yawDegrees ?? 0) > openMouth.maxYawDegrees;
  const isLowered = neutral.pitchDegrees - (pitchDegrees ?? neutral.pitchDegrees) > openMouth.maxLoweredDegrees;
  return !isProfile && !isLowered;
}

/** Mouth aperture, unless the face is in profile or lowered far. */
export const readableMouth = (
  sample: Sample,
  neutral: Neutral,
  policy: Pick<ActionPolicy, 'openMouth'>,
): number | undefined => (isMouthReadable(sample, neutral, policy) ? sample.mouthAperture : undefined);
