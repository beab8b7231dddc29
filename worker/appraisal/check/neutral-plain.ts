import type { Neutral, Signal } from '#protocol/measure/sample.ts';
import type { FacePolicy } from '#protocol/policy/policy.ts';
import { atLeast, atMost, defineCheck, keeps, type Bound } from './check.ts';

/** The neutral face that actions are measured against looks at the screen, with open eyes and the mouth not wide open. */
export const neutralPlain = defineCheck<Signal>({
  name: 'neutral-plain',
  weight: 'mandatory',
  bounds: ({ face }) => neutralBounds(face.neutral),
  measure({ reading: { neutral } }) {
    if (!neutral) return 'portrait-missing';
    const { eyes: _, ...signals } = neutral;
    return signals;
  },
});

const neutralBounds = (bounds: FacePolicy['neutral']): Bound<Signal>[] => {
  const { yawDegrees, pitchDegrees, rollDegrees, minEyeAspectRatio, maxMouthAperture } = bounds;
  const angles = { yawDegrees, pitchDegrees, rollDegrees };
  const opposite = { yawDegrees: -yawDegrees, pitchDegrees: -pitchDegrees, rollDegrees: -rollDegrees };
  return [
    ...atMost({ ...angles, mouthAperture: maxMouthAperture }, 'undetermined', 'portrait-missing'),
    ...atLeast({ ...opposite, eyeAspectRatio: minEyeAspectRatio }, 'undetermined', 'portrait-missing'),
  ];
};

/** Whether every signal is within the bounds of a neutral face. */
export const looksNeutral = (signals: Neutral, bounds: FacePolicy['neutral']): boolean =>
  neutralBounds(bounds).every((bound) => keeps(signals[bound.of], bound));
