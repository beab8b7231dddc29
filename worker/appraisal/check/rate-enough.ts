import type { Sample } from '#protocol/measure/sample.ts';
import { finding, type Check } from './check.ts';

/** Every window has enough frames with a face per second. The time in which a deep nod hides the face does not count. */
export const rateEnough: Check = {
  name: 'rate-enough',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ windows, policy }) {
    if (windows.length === 0) return finding(false, ['frames-too-few']);
    const rates = windows.map(({ samples, startMs, endMs, hidden = { startMs, endMs: startMs } }) => {
      const isHidden = ({ atMs }: Sample) => atMs > hidden.startMs && atMs < hidden.endMs;
      const seen = samples.filter((sample) => sample.yawDegrees !== undefined && !isHidden(sample)).length;
      return (seen * 1000) / (endMs - startMs - (hidden.endMs - hidden.startMs));
    });
    const lowestHz = Math.min(...rates);
    return finding(lowestHz >= policy.trace.minRateHz, ['frames-too-few'], { lowestHz });
  },
};
