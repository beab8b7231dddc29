import type { Action, ActionPolicy, WindowSamples } from './action.ts';
import { away, furthest, shareOf } from './excursion.ts';

/** One blink: indices into the window's samples. */
export interface Blink {
  readonly closed: number;
  readonly deepest: number;
  readonly opened: number;
}

/**
 * Complete blinks: the eyes close, then open again within the policy's bounds.
 * Eyes that are closed at the first sample, or still closed at the last one, do not count as a blink.
 *
 * @param openness eye aspect ratio as a share of the person's open eye, per sample; undefined where not measured
 * @param atMs time of each sample
 */
export function findBlinks(
  openness: readonly (number | undefined)[],
  atMs: readonly number[],
  { closedBelow, openAbove, minDurationMs, maxDurationMs }: ActionPolicy['blink'],
): Blink[] {
  const blinks: Blink[] = [];
  let wasOpen = false;
  let closed: number | undefined;
  let deepest = 0;
  openness.forEach((value, n) => {
    if (value === undefined) return;
    if (value < closedBelow && wasOpen) {
      if (closed === undefined) deepest = n;
      closed ??= n;
      if (value < openness[deepest]!) deepest = n;
    } else if (value > openAbove) {
      if (closed !== undefined) {
        const durationMs = atMs[n]! - atMs[closed]!;
        if (durationMs >= minDurationMs && durationMs <= maxDurationMs) blinks.push({ closed, deepest, opened: n });
      }
      wasOpen = true;
      closed = undefined;
    }
  });
  return blinks;
}

/** How far the eyes are open, as a share of the person's open eye, per sample. */
const opennessOf = ({ samples, neutral }: WindowSamples) =>
  samples.map(({ eyeAspectRatio }) =>
    eyeAspectRatio === undefined ? undefined : eyeAspectRatio / neutral.eyeAspectRatio,
  );

/** The complete blinks of a window. */
export const blinksIn = (window: WindowSamples, policy: ActionPolicy): Blink[] =>
  findBlinks(
    opennessOf(window),
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
 * One series of exactly as many blinks as asked (two or more), and no other series. The first blink begins no sooner than a
 * person can react. Single blinks before and after the series are natural.
 */
export const blink: Action<'blink'> = {
  deformsSkin: true,
  asks: ({ blink: { counts } }) => counts.map((count) => ({ kind: 'blink', count })),
  movement: () => 'blink',
  answer(window, { count }, policy) {
    const { samples } = window;
    const startMs = samples[0]?.atMs ?? 0;
    const all = bouts(blinksIn(window, policy), window, policy.blink);
    const [series, ...others] = all.filter(({ length }) => length > 1);
    const bout = (series ?? all[0] ?? []).slice(0, count);
    const [first] = bout;
    const isCount = series?.length === count && others.length === 0;
    return {
      done: isCount && samples[first!.closed]!.atMs - startMs >= policy.minReactionMs,
      onset: first?.closed,
      peaks: first ? bout.map(({ deepest }) => deepest) : furthest(opennessOf(window).map((value) => value && -value)),
    };
  },
  reach: (_ask, { eyeAspectRatio }, neutral, policy) =>
    shareOf(away(eyeAspectRatio, neutral.eyeAspectRatio), (policy.blink.closedBelow - 1) * neutral.eyeAspectRatio),
  deliberate: () => [],
};
