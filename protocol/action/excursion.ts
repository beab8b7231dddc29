/** How one signal leaves neutral and returns. */
import type { ActionPolicy, Answer, WindowSamples } from './action.ts';

/** An excursion of one signal away from neutral and back. Indices into the window's samples. */
export interface Excursion {
  readonly onset: number;
  readonly peak: number;
  /** First sample back at neutral; undefined if the signal is still away at the window's end. */
  readonly end: number | undefined;
}

/**
 * Every excursion of a signal: from neutral (below `returnShare` × `reach`) to at least `reach` and back to neutral. A
 * signal that is away from the first sample on does not count until it has been neutral once.
 *
 * @param values the signal in the asked direction, positive away from neutral; undefined where it was not measured
 */
export function excursions(values: readonly (number | undefined)[], reach: number, returnShare: number): Excursion[] {
  const found: Excursion[] = [];
  let wasNeutral = false;
  let onset: number | undefined;
  let peak: number | undefined;
  values.forEach((value, n) => {
    if (value === undefined) return;
    if (value >= reach * returnShare) {
      if (!wasNeutral) return;
      onset ??= n;
      if (value >= reach && (peak === undefined || value > values[peak]!)) peak = n;
    } else {
      if (onset !== undefined && peak !== undefined) found.push({ onset, peak, end: n });
      onset = peak = undefined;
      wasNeutral = true;
    }
  });
  if (onset !== undefined && peak !== undefined) found.push({ onset, peak, end: undefined });
  return found;
}

/**
 * The answer by a signal's first excursion: done if it begins no sooner than a person can react and ends in the window.
 *
 * @param values as `excursions` takes them, one per sample of the window
 */
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

/** A list with the index of the largest value (the first, if several are equal); empty if nothing was measured. */
export function furthest(values: readonly (number | undefined)[]): number[] {
  let best: number | undefined;
  values.forEach((value, n) => {
    if (value !== undefined && (best === undefined || value > values[best]!)) best = n;
  });
  return best === undefined ? [] : [best];
}

/** How far a signal is from neutral; undefined if it was not measured. */
export const away = (value: number | undefined, neutral: number): number | undefined =>
  value === undefined ? undefined : value - neutral;

/** A distance as a share of the required one; undefined if it was not measured. */
export const shareOf = (distance: number | undefined, reach: number): number | undefined =>
  distance === undefined ? undefined : distance / reach;
