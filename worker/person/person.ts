/**
 * What is counted about a person, by document and not by session: attempts of the live check that failed, and comparisons that
 * did not confirm the person. Otherwise a new session would be a new chance. Stored are times, under a name that reveals
 * nothing, for a day.
 */
import { limits } from '#protocol/limits.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { RefusalCode } from '#protocol/refusal.ts';
import { pausedUntilMs } from '../session/attempt.ts';

/** Times of failures, epoch milliseconds, rising, none twice. */
export interface PersonState {
  readonly v: 1;
  readonly attempts: readonly number[];
  readonly comparisons: readonly number[];
}

export type Counted = 'attempts' | 'comparisons';

export const nobody: PersonState = { v: 1, attempts: [], comparisons: [] };

/**
 * Counts failures. A time that was counted already is not counted again, so that whoever knows of a failure may say so twice.
 *
 * @param atMs when they failed
 */
export function count(state: PersonState, what: Counted, atMs: readonly number[], nowMs: number): PersonState {
  const current = forget(state, nowMs);
  const times = [...new Set([...current[what], ...atMs.filter((ms) => isRecent(ms, nowMs))])];
  // More than the day's limit refuses no more than the limit itself.
  return { ...current, [what]: times.toSorted((one, other) => one - other).slice(-limits.person[what].perDay) };
}

/** Takes back an attempt that was counted when it began, because the person has passed. */
export const forgive = (state: PersonState, atMs: number): PersonState => ({
  ...state,
  attempts: state.attempts.filter((ms) => ms !== atMs),
});

/** Why nothing more may begin now. */
export interface NotAdmitted {
  readonly refusal: Extract<RefusalCode, 'attempts-exhausted' | 'attempts-paused' | 'comparisons-exhausted'>;
  readonly retryAfterMs: number;
}

/**
 * Why no other attempt of the live check may begin; undefined if it may.
 *
 * @param attempts of the session's policy: how many failures in which time cause a pause
 */
export function attemptNotAdmitted(
  state: PersonState,
  attempts: Policy['attempts'],
  nowMs: number,
): NotAdmitted | undefined {
  const retryAfterMs = overMs(state, 'attempts', nowMs);
  if (retryAfterMs !== undefined) return { refusal: 'attempts-exhausted', retryAfterMs };
  const pauseMs = (pausedUntilMs(state.attempts, { attempts }) ?? nowMs) - nowMs;
  return pauseMs > 0 ? { refusal: 'attempts-paused', retryAfterMs: pauseMs } : undefined;
}

/** Why no other comparison may be asked; undefined if it may. */
export function comparisonNotAdmitted(state: PersonState, nowMs: number): NotAdmitted | undefined {
  const retryAfterMs = overMs(state, 'comparisons', nowMs);
  return retryAfterMs === undefined ? undefined : { refusal: 'comparisons-exhausted', retryAfterMs };
}

/** When nothing is left to remember; undefined if that is now. */
export function forgottenAtMs(state: PersonState, nowMs: number): number | undefined {
  const { attempts, comparisons } = forget(state, nowMs);
  const last = Math.max(...attempts, ...comparisons);
  return last === -Infinity ? undefined : last + limits.person.keptMs;
}

/** How long the day's limit is reached; undefined if it is not. */
function overMs(state: PersonState, what: Counted, nowMs: number): number | undefined {
  const first = forget(state, nowMs)[what].at(-limits.person[what].perDay);
  return first === undefined ? undefined : first + limits.person.keptMs - nowMs;
}

const forget = ({ v, attempts, comparisons }: PersonState, nowMs: number): PersonState => ({
  v,
  attempts: attempts.filter((ms) => isRecent(ms, nowMs)),
  comparisons: comparisons.filter((ms) => isRecent(ms, nowMs)),
});

const isRecent = (atMs: number, nowMs: number): boolean => nowMs - atMs < limits.person.keptMs;
