import { atLeast, atMost, defineCheck } from './check.ts';

/**
 * A face is seen throughout: never missing for longer than the policy's gap, and present in the whole lead-in. A gap in which
 * no frame shows the face as missing is one of frames: its cause is too few frames.
 */
export const facePresent = defineCheck({
  name: 'face-present',
  weight: 'mandatory',
  bounds: ({ trace, challenge }) => [
    ...atMost({ longestGapMs: trace.maxGapMs }, 'undetermined', 'face-missing'),
    ...atMost({ framelessMs: trace.maxGapMs }, 'undetermined', 'frames-too-few'),
    ...atLeast({ leadInMs: challenge.leadInMs - trace.maxGapMs }, 'undetermined', 'face-missing'),
  ],
  measure({ watched, windows }) {
    const seen = watched.filter(({ face }) => face).map(({ atMs }) => atMs);
    const marks = [0, ...seen, windows.at(-1)?.endMs ?? 0];
    const gaps = marks.slice(1).map((endMs, n) => ({ startMs: marks[n]!, endMs, gapMs: endMs - marks[n]! }));
    const away = watched.filter(({ face }) => !face).map(({ atMs }) => atMs);
    const isFrameless = ({ startMs, endMs }: (typeof gaps)[number]) =>
      !away.some((atMs) => atMs >= startMs && atMs <= endMs);
    const longest = (of: typeof gaps) => Math.max(0, ...of.map(({ gapMs }) => gapMs));
    return {
      longestGapMs: longest(gaps.filter((gap) => !isFrameless(gap))),
      framelessMs: longest(gaps.filter(isFrameless)),
      // 0 without a neutral face: then there are no windows.
      leadInMs: windows[0]?.startMs ?? 0,
    };
  },
});
