import { finding, type Check } from './check.ts';

/**
 * A face is seen throughout: never missing for longer than the policy's gap, and present in the whole lead-in. If no frame in
 * the longest gap shows the face as missing, frames were missing: the cause is too few frames.
 */
export const facePresent: Check = {
  name: 'face-present',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ watched, windows, reading: { neutral }, policy: { trace, challenge } }) {
    const seen = watched.filter(({ face }) => face).map(({ atMs }) => atMs);
    const marks = [0, ...seen, windows.at(-1)?.endMs ?? 0];
    const gaps = marks.slice(1).map((endMs, n) => ({ startMs: marks[n]!, endMs, gapMs: endMs - marks[n]! }));
    const longest = gaps.reduce((a, b) => (b.gapMs > a.gapMs ? b : a));
    const isFrameless = !watched.some(({ atMs, face }) => !face && atMs >= longest.startMs && atMs <= longest.endMs);
    const leadInMs = windows[0]?.startMs ?? 0;
    const isThere = neutral !== undefined && leadInMs >= challenge.leadInMs - trace.maxGapMs;
    const passed = isThere && longest.gapMs <= trace.maxGapMs;
    const cause = isThere && isFrameless ? 'frames-too-few' : 'face-missing';
    return finding(passed, [cause], { longestGapMs: longest.gapMs, leadInMs });
  },
};
