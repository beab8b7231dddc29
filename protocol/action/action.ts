import type { Neutral, Sample } from '../measure/sample.ts';

/** What one window may ask. Left and right are the person's. */
export type Ask =
  | { readonly kind: 'blink'; readonly count: number }
  | { readonly kind: 'turn-head'; readonly direction: 'left' | 'right' }
  | { readonly kind: 'nod' }
  | { readonly kind: 'open-mouth' };

/** The samples of one window, from its disclosure to its end, and the person's rest to measure against. */
export interface WindowSamples {
  readonly samples: readonly Sample[];
  readonly neutral: Neutral;
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

export type ActionKind = Ask['kind'];

/** How actions are told from each other and from chance movement. */
export interface ActionPolicy {
  /** An action that begins sooner after its window's start was not an answer to it. */
  readonly minReactionMs: number;
  readonly blink: {
    /** The eye aspect ratio, as a share of the person's own open eye, that counts as closed, and as open again. */
    readonly closedBelow: number;
    readonly openAbove: number;
    /** Shortest and longest blink that counts. */
    readonly minDurationMs: number;
    readonly maxDurationMs: number;
    /** A longer pause, eyes open, separates a series that was asked for from other blinks. */
    readonly maxPauseMs: number;
    /** How many may be asked for. */
    readonly counts: readonly number[];
  };
  /** Degrees of yaw away from the person's neutral that count as a turn. */
  readonly turnHead: { readonly reachDegrees: number };
  /** Degrees of pitch below the person's neutral that count as a nod. */
  readonly nod: { readonly reachDegrees: number };
  /** Mouth aperture above the person's neutral that counts as open. */
  readonly openMouth: { readonly reach: number };
  /** An action is over when its signal is back within this share of its reach. */
  readonly returnShare: number;
  /** What counts as another action than asked: the same signals beyond these, in a window that did not ask for them. */
  readonly foreign: { readonly yawDegrees: number; readonly pitchDegrees: number; readonly mouthAperture: number };
}

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
