import type { Span } from '#protocol/action/action.ts';
import { atLeast, atMost, defineCheck } from './check.ts';

/**
 * A face is seen throughout: never missing for longer than the policy's gap, and present in the whole lead-in. Only the bottom of a
 * deep nod, where one was asked for, may hide it for longer, and frames are recorded in that time too. A gap in which no frame shows
 * the face as missing is one of frames: its cause is too few frames.
 */
export const facePresent = defineCheck({
  name: 'face-present',
  weight: 'mandatory',
  bounds: ({ trace, challenge }) => [
    ...atMost({ longestGapMs: trace.maxGapMs }, 'undetermined', 'face-missing'),
    ...atMost({ framelessMs: trace.maxGapMs }, 'undetermined', 'frames-too-few'),
    ...atLeast({ leadInMs: challenge.leadInMs - trace.maxGapMs }, 'undetermined', 'face-missing'),
  ],
  measure({ watched, windows, policy: { trace } }) {
    const seen = watched.filter(({ face }) => face).map(({ atMs }) => atMs);
    const away = watched.filter(({ face }) => !face).map(({ atMs }) => atMs);
    const hidden = windows.flatMap((window) => window.hidden ?? []);
    const isHidden = (gap: Span) =>
      hidden.some(({ startMs, endMs }) => gap.startMs >= startMs && gap.endMs <= endMs) &&
      longest(gapsOf(watched.flatMap(({ atMs }) => (isIn(gap, atMs) ? [atMs] : [])))) <= trace.maxGapMs;
    const gaps = gapsOf([0, ...seen, windows.at(-1)?.endMs ?? 0]).filter((gap) => !isHidden(gap));
    const isFrameless = (gap: Span) => !away.some((atMs) => isIn(gap, atMs));
    return {
      longestGapMs: longest(gaps.filter((gap) => !isFrameless(gap))),
      framelessMs: longest(gaps.filter(isFrameless)),
      hiddenMs: Math.max(0, ...hidden.map(({ startMs, endMs }) => endMs - startMs)),
      // 0 without a neutral face: then there are no windows.
      leadInMs: windows[0]?.startMs ?? 0,
    };
  },
});

const isIn = ({ startMs, endMs }: Span, atMs: number) => atMs >= startMs && atMs <= endMs;

const gapsOf = (times: readonly number[]): Span[] => times.slice(1).map((endMs, n) => ({ startMs: times[n]!, endMs }));

const longest = (gaps: readonly Span[]) => Math.max(0, ...gaps.map(({ startMs, endMs }) => endMs - startMs));
