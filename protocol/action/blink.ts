import type { Action, ActionPolicy, WindowSamples } from './action.ts';
import { away, furthest, shareOf } from './excursion.ts';
import { opennessOf } from './openness.ts';
import { readableEyes } from './readable.ts';

/** One blink: indices into the window's samples. */
export interface Blink {
  readonly closed: number;
  readonly deepest: number;
  readonly opened: number;
}

/**
 * Complete blinks: the eyes close, then open again within the policy's bounds. Eyes may open slowly, so the time in which they are
 * closed has a bound of its own. Eyes that are closed at the first sample, or still closed at the last one, do not count as a blink.
 *
 * @param openness how far the eyes are open, as a share of the open eye, per sample; undefined where not measured
 * @param atMs time of each sample
 */
export function findBlinks(
  openness: readonly (number | undefined)[],
  atMs: readonly number[],
  { closedBelow, openAbove, minDurationMs, maxDurationMs, maxClosedMs }: ActionPolicy['blink'],
): Blink[] {
  const blinks: Blink[] = [];
  let wasOpen = false;
  let closed: number | undefined;
  let deepest = 0;
  let lifted: number | undefined;
  openness.forEach((value, n) => {
    if (value === undefined) return;
    if (value < closedBelow) {
      if (!wasOpen) return;
      if (closed === undefined) deepest = n;
      closed ??= n;
      lifted = undefined;
      if (value < openness[deepest]!) deepest = n;
      return;
    }
    lifted ??= n;
    if (value <= openAbove) return;
    if (closed !== undefined) {
      const durationMs = atMs[n]! - atMs[closed]!;
      const closedMs = atMs[lifted]! - atMs[closed]!;
      if (durationMs >= minDurationMs && durationMs <= maxDurationMs && closedMs <= maxClosedMs)
        blinks.push({ closed, deepest, opened: n });
    }
    wasOpen = true;
    closed = undefined;
  });
  return blinks;
}

/** The complete blinks of a window. */
export const blinksIn = (window: WindowSamples, policy: ActionPolicy): Blink[] =>
  findBlinks(
    opennessOf(window, policy),
    window.samples.map(({ atMs }) => atMs),
    policy.blink,
  );

/** Blinks in groups: a pause longer than the policy's `maxPauseMs` begins a new group. */
function bouts(blinks: readonly Blink[], { samples }: WindowSamples, { maxPauseMs }: ActionPolicy['blink']): Blink[][] {
  const found: Blink[][] = [];
  for (const blink of blinks) {
    const last = found.at(-1)?.at(-1);
    const pauseMs = last ? samples[blink.closed]!.atMs - samples[last.opened]!.atMs : Infinity;
    if (pauseMs > maxPauseMs) found.push([blink]);
    else found.at(-1)!.push(blink);
  }
  return found;
}

/**
 * One series of as many blinks as asked, or a natural one more, and no other series of as many as may be asked. The first blink begins no sooner
 * than a person can react. Shorter series before and after it are natural: people also blink twice without being asked.
 */
export const blink: Action<'blink'> = {
  deformsSkin: true,
  asks: ({ blink: { counts } }) => counts.map((count) => ({ kind: 'blink', count })),
  movement: () => 'blink',
  answer(window, { count }, policy) {
    const { samples } = window;
    const startMs = samples[0]?.atMs ?? 0;
    const all = bouts(blinksIn(window, policy), window, policy.blink);
    const shortest = Math.min(...policy.blink.counts);
    const [series, ...others] = all.filter(({ length }) => length >= shortest);
    const longest = all.toSorted((a, b) => b.length - a.length)[0] ?? [];
    const bout = (series ?? longest).slice(0, count);
    const [first] = bout;
    const extra = (series?.length ?? 0) - count;
    const isCount = extra >= 0 && extra <= policy.blink.maxExtra && others.length === 0;
    return {
      done: isCount && samples[first!.closed]!.atMs - startMs >= policy.minReactionMs,
      onset: first?.closed,
      peaks: first
        ? bout.map(({ deepest }) => deepest)
        : furthest(opennessOf(window, policy).map((value) => value && -value)),
    };
  },
  reach: (_ask, sample, neutral, policy) =>
    shareOf(away(readableEyes(sample, neutral, policy), 1), policy.blink.closedBelow - 1),
  deliberate: () => [],
};
