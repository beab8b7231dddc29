import { reachOf } from '#protocol/action/reach.ts';
import { sampleOf } from '#protocol/measure/sample.ts';
import type { FaceReading } from '../../capture/face-reader.ts';
import { seenNeutral } from '../seen-neutral.ts';
import { finding, type Check, type CheckContext } from './check.ts';

/**
 * What was done is in the verifier's own readings. At every peak the mesh, run where the face is claimed, has left the neutral
 * face that it gives in the revealed frames of the lead-in. At the furthest peak the face that the verifier finds by itself
 * has left it too. Neither uses a number that the trace claims, so one still cannot be both the neutral face and the peak.
 */
export const actionsSeen: Check = {
  name: 'actions-seen',
  weight: 'mandatory',
  means: 'undetermined',
  judge(context) {
    const { minReach } = context.policy.pictures;
    const [claimed, found] = [peakReaches(context, 'face'), peakReaches(context, 'found')];
    const measured = {
      furthest: Math.min(...claimed.map((reaches) => Math.max(...reaches))),
      every: Math.min(...claimed.flat()),
      found: Math.min(...found.map((reaches) => Math.max(...reaches))),
    };
    const passed =
      measured.furthest >= minReach.furthest && measured.every >= minReach.every && measured.found >= minReach.found;
    return finding(passed, ['action-missed'], claimed.length > 0 ? measured : {});
  },
};

/** For each window that was answered, how far each peak is carried in the verifier's reading; 0 where nothing was read. */
function peakReaches(
  { windows, revealed, policy }: CheckContext,
  by: keyof Pick<FaceReading, 'face' | 'found'>,
): number[][] {
  const neutral = seenNeutral(windows, revealed, by);
  const answered = windows.filter(({ answer }) => answer.done);
  return answered.map(({ ask, answer, first }) =>
    answer.peaks.map((peak) => {
      const face = revealed.find(({ index }) => index === first + peak)?.reading?.[by];
      return (face && neutral && reachOf(ask, sampleOf({ atMs: 0, face }), neutral, policy.action)) ?? 0;
    }),
  );
}
