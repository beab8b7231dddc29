import type { Rest, Sample } from '../measure/sample.ts';
import type { Policy } from '../policy.ts';

/** What one window may ask. Left and right are the person's. */
export type Ask =
  | { readonly kind: 'blink'; readonly count: number }
  | { readonly kind: 'turn-head'; readonly direction: 'left' | 'right' }
  | { readonly kind: 'nod' }
  | { readonly kind: 'open-mouth' };

/** The samples of one window, from its disclosure to its end, and the person's rest to measure against. */
export interface WindowSamples {
  readonly samples: readonly Sample[];
  readonly rest: Rest;
}

/** How one window was answered. */
export interface Answer {
  /** Whether the action was done: begun after a human reaction time, carried through and ended in the window. */
  readonly done: boolean;
  /** Index into the window's samples of the first sign of the action; undefined if there was none. */
  readonly onset: number | undefined;
  /**
   * Indices into the window's samples where the action was furthest from rest, one for each time that it was asked for; where it
   * was not done, of what came nearest. Empty if nothing was measured.
   */
  readonly peaks: readonly number[];
}

export type ActionPolicy = Policy['action'];

/** An excursion of one signal away from rest and back. Indices into the window's samples. */
export interface Excursion {
  readonly onset: number;
  readonly peak: number;
  /** First sample back at rest; undefined while still away at the window's end. */
  readonly end: number | undefined;
}

/**
 * Every excursion of a signal: from rest (below `returnShare` of `reach`), over at least `reach`, back to rest. One whose
 * beginning was not seen is none: a signal that was never at rest has not left it.
 *
 * @param values the signal in the asked direction, positive away from rest; undefined where it was not measured
 */
export function excursions(values: readonly (number | undefined)[], reach: number, returnShare: number): Excursion[] {
  const found: Excursion[] = [];
  let wasAtRest = false;
  let onset: number | undefined;
  let peak: number | undefined;
  values.forEach((value, n) => {
    if (value === undefined) return;
    if (value >= reach * returnShare) {
      if (!wasAtRest) return;
      onset ??= n;
      if (value >= reach && (peak === undefined || value > values[peak]!)) peak = n;
    } else {
      if (onset !== undefined && peak !== undefined) found.push({ onset, peak, end: n });
      onset = peak = undefined;
      wasAtRest = true;
    }
  });
  if (onset !== undefined && peak !== undefined) found.push({ onset, peak, end: undefined });
  return found;
}

/** The answer that a signal's first excursion gives: begun no sooner than a person can react, and ended in the window. */
export function answerOf(
  { samples }: WindowSamples,
  values: readonly (number | undefined)[],
  reach: number,
  policy: ActionPolicy,
): Answer {
  const [first] = excursions(values, reach, policy.returnShare);
  const startMs = samples[0]?.atMs ?? 0;
  return {
    done: first?.end !== undefined && samples[first.onset]!.atMs - startMs >= policy.minReactionMs,
    onset: first?.onset,
    peaks: first ? [first.peak] : furthest(values),
  };
}

/** Index of the largest value; none if none was measured. */
export function furthest(values: readonly (number | undefined)[]): number[] {
  let best: number | undefined;
  values.forEach((value, n) => {
    if (value !== undefined && (best === undefined || value > values[best]!)) best = n;
  });
  return best === undefined ? [] : [best];
}
