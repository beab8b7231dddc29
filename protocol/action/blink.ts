import { furthest, type ActionPolicy, type Answer, type WindowSamples } from './action.ts';

/** One blink: indices into the window's samples. */
export interface Blink {
  readonly closed: number;
  readonly deepest: number;
  readonly opened: number;
}

/**
 * Complete blinks: the eyes close, then open again within the policy's bounds.
 * FaceReader already closed at the first sample and eyes still closed at the last are no blink.
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

/** Blinks in one go: a pause of more than the policy's ends one, and the next begins another. */
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
 * Exactly as many blinks in one go as asked, two or more, the first no sooner than a person can react; and no other
 * series. Single blinks before and after it are natural.
 */
export function answerBlink(window: WindowSamples, count: number, policy: ActionPolicy): Answer {
  const { samples } = window;
  const startMs = samples[0]?.atMs ?? 0;
  const all = bouts(blinksIn(window, policy), window, policy.blink);
  const [series, ...others] = all.filter(({ length }) => length > 1);
  const bout = (series ?? all[0] ?? []).slice(0, count);
  const [first] = bout;
  return {
    done:
      series?.length === count && others.length === 0 && samples[first!.closed]!.atMs - startMs >= policy.minReactionMs,
    onset: first?.closed,
    peaks: first ? bout.map(({ deepest }) => deepest) : furthest(opennessOf(window).map((value) => value && -value)),
  };
}
