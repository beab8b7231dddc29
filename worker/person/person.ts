/**
 * What is counted about a person, by document and not by session: attempts of the live check that failed, and comparisons that
 * did not confirm the person. Otherwise a new session would be a new chance. Each is counted when it begins, and taken back if
 * it does the person no harm; so several at once are no more chances than one after the other, and one that a crash ends counts.
 * Stored are times and random ids, under a name that reveals nothing, for a day.
 */
import { limits } from '#protocol/limits.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { RefusalCode } from '#protocol/refusal.ts';
import { pausedUntilMs } from '../session/attempt.ts';

/** Version of the stored form. */
export const personVersion = 2;

/** An attempt or a comparison that counts. */
export interface Counted {
  /** Of the challenge, or of the try of a question. */
  readonly id: string;
  /** When it began, epoch milliseconds. */
  readonly atMs: number;
}

export type CountedKind = 'attempts' | 'comparisons';

/** Each list in the order of its times, no id twice. */
export interface PersonState {
  readonly v: typeof personVersion;
  readonly attempts: readonly Counted[];
  readonly comparisons: readonly Counted[];
}

export const nobody: PersonState = { v: personVersion, attempts: [], comparisons: [] };

/** Counts what begins. An id that is counted already is not counted again, so that a request may be repeated. */
export function count(state: PersonState, what: CountedKind, one: Counted, nowMs: number): PersonState {
  const current = forget(state, nowMs);
  if (!isRecent(one, nowMs) || isCounted(current, what, one.id)) return current;
  return { ...current, [what]: [...current[what], one].toSorted((a, b) => a.atMs - b.atMs) };
}

export const isCounted = (state: PersonState, what: CountedKind, id: string): boolean =>
  state[what].some((each) => each.id === id);

/** Takes back what was counted when it began: the attempt was bona fide, or the answer confirms the person or says nothing. */
export const forgive = (state: PersonState, what: CountedKind, id: string): PersonState => ({
  ...state,
  [what]: state[what].filter((each) => each.id !== id),
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
  const times = state.attempts.map(({ atMs }) => atMs);
  const pauseMs = (pausedUntilMs(times, { attempts }) ?? nowMs) - nowMs;
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
  const last = Math.max(...[...attempts, ...comparisons].map(({ atMs }) => atMs));
  return last === -Infinity ? undefined : last + limits.person.keptMs;
}

/** How long the day's limit is reached; undefined if it is not. */
function overMs(state: PersonState, what: CountedKind, nowMs: number): number | undefined {
  const first = forget(state, nowMs)[what].at(-limits.person[what].perDay);
  return first && first.atMs + limits.person.keptMs - nowMs;
}

const forget = ({ v, attempts, comparisons }: PersonState, nowMs: number): PersonState => ({
  v,
  attempts: attempts.filter((each) => isRecent(each, nowMs)),
  comparisons: comparisons.filter((each) => isRecent(each, nowMs)),
});

const isRecent = ({ atMs }: Counted, nowMs: number): boolean => nowMs - atMs < limits.person.keptMs;
