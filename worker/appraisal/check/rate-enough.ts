import { finding, type Check } from './check.ts';

/** Every window has enough frames with a face per second. */
export const rateEnough: Check = {
  name: 'rate-enough',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ windows, policy }) {
    if (windows.length === 0) return finding(false, ['frames-too-few']);
    const rates = windows.map(({ samples, startMs, endMs }) => {
      const seen = samples.filter(({ yawDegrees }) => yawDegrees !== undefined).length;
      return (seen * 1000) / (endMs - startMs);
    });
    const lowestHz = Math.min(...rates);
    return finding(lowestHz >= policy.trace.minRateHz, ['frames-too-few'], { lowestHz });
  },
};
