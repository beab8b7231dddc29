import { seenNeutral } from '../seen-neutral.ts';
import { atMost, defineCheck } from './check.ts';

/** The neutral face that the trace claims agrees with the one that the verifier reads in the revealed frames of the lead-in. */
export const neutralSeen = defineCheck({
  name: 'neutral-seen',
  weight: 'mandatory',
  bounds({ pictures: { apart } }) {
    const { openness, mouthAperture, yawDegrees, pitchDegrees, rollDegrees } = apart;
    const signals = { openness, mouthAperture, yawDegrees, pitchDegrees, rollDegrees };
    return atMost(signals, 'undetermined', 'portrait-missing');
  },
  measure({ reading: { neutral }, windows, revealed }) {
    const seen = seenNeutral(windows, revealed, 'face');
    if (!neutral || !seen) return 'portrait-missing';
    return {
      openness: Math.abs(neutral.eyeAspectRatio - seen.eyeAspectRatio) / seen.eyeAspectRatio,
      mouthAperture: Math.abs(neutral.mouthAperture - seen.mouthAperture),
      yawDegrees: Math.abs(neutral.yawDegrees - seen.yawDegrees),
      pitchDegrees: Math.abs(neutral.pitchDegrees - seen.pitchDegrees),
      rollDegrees: Math.abs(neutral.rollDegrees - seen.rollDegrees),
    };
  },
});
