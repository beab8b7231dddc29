import { seenNeutral } from '../seen-neutral.ts';
import { finding, type Check } from './check.ts';

/** The neutral face that the trace claims agrees with the one that the verifier reads in the revealed frames of the lead-in. */
export const neutralSeen: Check = {
  name: 'neutral-seen',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ reading: { neutral }, windows, revealed, policy }) {
    const seen = seenNeutral(windows, revealed, 'face');
    if (!neutral || !seen) return finding(false, ['portrait-missing']);
    const { apart } = policy.pictures;
    const measured = {
      openness: Math.abs(neutral.eyeAspectRatio - seen.eyeAspectRatio) / seen.eyeAspectRatio,
      mouthAperture: Math.abs(neutral.mouthAperture - seen.mouthAperture),
      yawDegrees: Math.abs(neutral.yawDegrees - seen.yawDegrees),
      pitchDegrees: Math.abs(neutral.pitchDegrees - seen.pitchDegrees),
      rollDegrees: Math.abs(neutral.rollDegrees - seen.rollDegrees),
    };
    const passed =
      measured.openness <= apart.openness &&
      measured.mouthAperture <= apart.mouthAperture &&
      measured.yawDegrees <= apart.yawDegrees &&
      measured.pitchDegrees <= apart.pitchDegrees &&
      measured.rollDegrees <= apart.rollDegrees;
    return finding(passed, ['portrait-missing'], measured);
  },
};
