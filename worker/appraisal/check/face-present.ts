import type { Span } from '#protocol/action/action.ts';
import { finding, type Check } from './check.ts';

/**
 * A face is seen throughout: never missing for longer than the policy's gap, and present in the whole lead-in. Only the bottom of a
 * deep nod, where one was asked for, may hide it for longer, and frames are recorded in that time too. If no frame in the longest gap
 * shows the face as missing, frames were missing: the cause is too few frames.
 */
export const facePresent: Check = {
  name: 'face-present',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ watched, windows, reading: { neutral }, policy: { trace, challenge } }) {
    const times = watched.map(({ atMs }) => atMs);
    const seen = watched.filter(({ face }) => face).map(({ atMs }) => atMs);
    const hidden = windows.flatMap((window) => window.hidden ?? []);
    const mayHide = (gap: Span) =>
      hidden.some(({ startMs, endMs }) => gap.startMs >= startMs && gap.endMs <= endMs) &&
      longestOf(times.filter((atMs) => atMs >= gap.startMs && atMs <= gap.endMs)).gapMs <= trace.maxGapMs;
    const longest = longestOf([0, ...seen, windows.at(-1)?.endMs ?? 0], mayHide);
    const isFrameless = !watched.some(({ atMs, face }) => !face && atMs >= longest.startMs && atMs <= longest.endMs);
    const leadInMs = windows[0]?.startMs ?? 0;
    const isThere = neutral !== undefined && leadInMs >= challenge.leadInMs - trace.maxGapMs;
    const passed = isThere && longest.gapMs <= trace.maxGapMs;
    const cause = isThere && isFrameless ? 'frames-too-few' : 'face-missing';
    const hiddenMs = Math.max(0, ...hidden.map(({ startMs, endMs }) => endMs - startMs));
    return finding(passed, [cause], { longestGapMs: longest.gapMs, leadInMs, hiddenMs });
  },
};

/** The longest time between two of these, leaving out those that are excused. */
function longestOf(times: readonly number[], isExcused: (gap: Span) => boolean = () => false) {
  const gaps = times.slice(1).map((endMs, n) => ({ startMs: times[n]!, endMs, gapMs: endMs - times[n]! }));
  return gaps.filter((gap) => !isExcused(gap)).reduce((a, b) => (b.gapMs > a.gapMs ? b : a));
}
