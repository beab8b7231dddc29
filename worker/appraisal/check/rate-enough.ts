import { atLeast, defineCheck } from './check.ts';

/** Every window has enough frames with a face per second. */
export const rateEnough = defineCheck({
  name: 'rate-enough',
  weight: 'mandatory',
  bounds: ({ trace }) => atLeast({ lowestHz: trace.minRateHz }, 'undetermined', 'frames-too-few'),
  measure({ windows }) {
    if (windows.length === 0) return 'frames-too-few';
    const rates = windows.map(({ samples, startMs, endMs }) => {
      const seen = samples.filter(({ yawDegrees }) => yawDegrees !== undefined).length;
      return (seen * 1000) / (endMs - startMs);
    });
    return { lowestHz: Math.min(...rates) };
  },
});
