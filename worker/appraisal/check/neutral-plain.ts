import type { Neutral } from '#protocol/measure/sample.ts';
import type { FacePolicy } from '#protocol/policy/policy.ts';
import { finding, type Check } from './check.ts';

/** The neutral face that actions are measured against looks at the screen, with open eyes and the mouth not wide open. */
export const neutralPlain: Check = {
  name: 'neutral-plain',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ reading: { neutral }, policy: { face } }) {
    const passed = neutral !== undefined && looksNeutral(neutral, face.neutral);
    return finding(passed, ['portrait-missing'], neutral);
  },
};

/** Whether every signal is within the bounds of a neutral face. */
export const looksNeutral = (signals: Neutral, bounds: FacePolicy['neutral']): boolean =>
  Math.abs(signals.yawDegrees) <= bounds.yawDegrees &&
  Math.abs(signals.pitchDegrees) <= bounds.pitchDegrees &&
  Math.abs(signals.rollDegrees) <= bounds.rollDegrees &&
  signals.eyeAspectRatio >= bounds.minEyeAspectRatio &&
  signals.mouthAperture <= bounds.maxMouthAperture;
