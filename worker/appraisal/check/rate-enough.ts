import type { Sample } from '#protocol/measure/sample.ts';
import { atLeast, defineCheck } from './check.ts';

/** Every window has enough frames with a face per second. The time in which a deep nod hides the face does not count. */
export const rateEnough = defineCheck({
  name: 'rate-enough',
  weight: 'mandatory',
  bounds: ({ trace }) => atLeast({ lowestHz: trace.minRateHz }, 'undetermined', 'frames-too-few'),
  measure({ windows }) {
    if (windows.length === 0) return 'frames-too-few';
    const rates = windows.map(({ samples, startMs, endMs, hidden = { startMs, endMs: startMs } }) => {
      const isHidden = ({ atMs }: Sample) => atMs > hidden.startMs && atMs < hidden.endMs;
      const seen = samples.filter((sample) => sample.yawDegrees !== undefined && !isHidden(sample)).length;
      return (seen * 1000) / (endMs - startMs - (hidden.endMs - hidden.startMs));
    });
    return { lowestHz: Math.min(...rates) };
  },
});
