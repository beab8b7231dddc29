import { reachOf } from '#protocol/action/reach.ts';
import { sampleOf } from '#protocol/measure/sample.ts';
import type { FaceReading } from '../../capture/face-reader.ts';
import { isProfile } from '../profile.ts';
import { seenNeutral } from '../seen-neutral.ts';
import { atLeast, defineCheck, type CheckContext } from './check.ts';

/**
 * The verifier's own readings show the actions that the trace claims. They are measured from the neutral face that the verifier
 * reads in the revealed frames of the lead-in: at every peak with the mesh, run where the record claims the face, and at the
 * furthest peak also with the face that the verifier finds by itself. No measure of the trace is used, so one still picture
 * cannot be both the neutral face and the peak. A peak that is claimed in profile does not count as seen, because pictures-agree
 * does not compare its points: a forger could choose where the mesh runs.
 */
export const actionsSeen = defineCheck({
  name: 'actions-seen',
  weight: 'mandatory',
  bounds: ({ pictures }) => atLeast(pictures.minReach, 'undetermined', 'action-missed'),
  /** Infinity if no window was answered: actions-done refuses that. */
  measure(context) {
    const [claimed, found] = [peakReaches(context, 'face'), peakReaches(context, 'found')];
    return {
      furthest: Math.min(...claimed.map((reaches) => Math.max(...reaches))),
      every: Math.min(...claimed.flat()),
      found: Math.min(...found.map((reaches) => Math.max(...reaches))),
    };
  },
});

/** For each answered window, how far the action has gone at each peak in the verifier's reading; 0 if nothing was read. */
function peakReaches(
  { windows, revealed, policy, reading }: CheckContext,
  by: keyof Pick<FaceReading, 'face' | 'found'>,
): number[][] {
  const neutral = seenNeutral(windows, revealed, by);
  const answered = windows.filter(({ answer }) => answer.done);
  return answered.map(({ ask, answer, first }) =>
    answer.peaks.map((peak) => {
      if (isProfile(reading.samples[first + peak]!, policy)) return 0;
      const face = revealed.find(({ index }) => index === first + peak)?.reading?.[by];
      return (face && neutral && reachOf(ask, sampleOf({ atMs: 0, face }), neutral, policy.action)) ?? 0;
    }),
  );
}
