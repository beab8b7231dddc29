/** What can be read of a face in its pose. A signal that says nothing in a pose counts as not measured. */
import type { Neutral, Sample } from '../measure/sample.ts';
import type { ActionPolicy } from './action.ts';

/** Whether the eyes say something: not in profile. */
export const areEyesReadable = ({ yawDegrees }: Sample, { blink }: Pick<ActionPolicy, 'blink'>): boolean =>
  Math.abs(yawDegrees ?? 0) <= blink.maxYawDegrees;

/**
 * How far the eyes are open, as a share of the neutral face's: 1 is as open as there. Undefined without eyes and in profile.
 *
 * A blink closes both eyes, and a reflection on a lens, a shadow or hair hides one of them from the mesh. So the eye that is closed
 * further counts, each measured against itself.
 */
export function readableEyes(
  sample: Sample,
  neutral: Pick<Neutral, 'eyeAspectRatio' | 'eyes'>,
  { blink }: Pick<ActionPolicy, 'blink'>,
): number | undefined {
  const { eyeAspectRatio, eyes } = sample;
  if (eyeAspectRatio === undefined || !eyes || !areEyesReadable(sample, { blink })) return undefined;
  if (blink.counted === 'mean') return eyeAspectRatio / neutral.eyeAspectRatio;
  return Math.min(eyes.right / neutral.eyes.right, eyes.left / neutral.eyes.left);
}

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
