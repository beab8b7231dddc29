/** How one signal leaves neutral and returns. */
import { recentQuantile } from '../measure/recent.ts';
import type { ActionPolicy, Answer, WindowSamples } from './action.ts';

/** An excursion of one signal away from neutral and back. Indices into the window's samples. */
export interface Excursion {
  readonly onset: number;
  /** The sample that shows it best: the one nearest to `enough`; without that number the furthest. */
  readonly peak: number;
  /** First sample that is back; undefined if the signal is still away at the window's end. */
  readonly end: number | undefined;
}

/** How far an excursion has to go. */
export interface Reach {
  readonly reach: number;
  /** Where it has gone far enough. The models read a face best before its profile, so the furthest sample is not the best one. */
  readonly enough?: number;
}

/**
 * Every excursion of a signal: from neutral (below `ofReach` × `reach`) to at least `reach` and back. It is back at neutral, or
 * below `ofPeak` of its own peak: people do not come to rest exactly where they were. The next one begins only from neutral. A
 * signal that is away from the first sample on does not count until it has been neutral once.
 *
 * @param values the signal in the asked direction, positive away from neutral; undefined where it was not measured
 */
export function excursions(
  values: readonly (number | undefined)[],
  { reach, enough = Infinity }: Reach,
  { ofReach, ofPeak }: ActionPolicy['returnShare'],
): Excursion[] {
  const found: Excursion[] = [];
  /** How well a value shows the movement: it falls again beyond `enough`. */
  const shows = (value: number) => Math.min(value, 2 * enough - value);
  let wasNeutral = false;
  let onset: number | undefined;
  let peak: number | undefined;
  let largest = 0;
  values.forEach((value, n) => {
    if (value === undefined) return;
    const isNeutral = value < reach * ofReach;
    const isBack = isNeutral || (peak !== undefined && value < largest * ofPeak);
    if (isBack) {
      if (onset !== undefined && peak !== undefined) found.push({ onset, peak, end: n });
      onset = peak = undefined;
      wasNeutral = isNeutral;
    } else {
      if (!wasNeutral) return;
      onset ??= n;
      if (value < reach) return;
      largest = peak === undefined ? value : Math.max(largest, value);
      if (peak === undefined || shows(value) > shows(values[peak]!)) peak = n;
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
  reach: Reach,
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

/** The smallest number of samples that show where a signal was lately. */
const leastSamples = 8;

/**
 * Whether a signal goes beyond a bound as a movement does, and not as a drift does: it is further from neutral than the bound, and at
 * that moment it is also further than that from where it was lately; or it answers an ask.
 *
 * The second case keeps what a bound is for: a movement that a recording could use as an answer is foreign where another was asked
 * for, however slow it is.
 *
 * @param all the signal away from neutral in the direction that counts: of the samples before the window, then of its own
 * @param isAnswer whether this movement would have answered the window, if it had been asked for
 */
export function goesBeyond(
  { samples, before }: WindowSamples,
  all: readonly (number | undefined)[],
  bound: number,
  isAnswer: boolean,
  { foreignSpanMs }: ActionPolicy,
): boolean {
  const times = [...before, ...samples].map(({ atMs }) => atMs);
  const lately = recentQuantile(all, times, { share: 0.5, spanMs: foreignSpanMs, least: leastSamples });
  return all.some(
    (value, n) =>
      n >= before.length && value !== undefined && value > bound && (isAnswer || value - (lately[n] ?? 0) > bound),
  );
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
