/**
 * A circuit breaker: a database that does not answer is left alone for a while, so that cases do not wait for it one after the
 * other, and so that it can recover. Its state is pure and lives in the memory of one isolate: each isolate learns for itself
 * that a database is down, which costs some questions more, and no isolate depends on another one.
 */
export interface BreakerState {
  /** Failures since the last answer. */
  readonly failures: number;
  /** When it opened, or was last probed; undefined while it is closed. */
  readonly openedAtMs?: number;
}

export const closed: BreakerState = { failures: 0 };

export const breakerRules = {
  /** Consecutive failures that open it. Convention. */
  opensAfter: 5,
  /** How long it stays open before one question probes the database. Convention. */
  openMs: 30_000,
} as const;

/**
 * Whether a question may be sent now. An open breaker lets one question through after `openMs`, and then waits again, so that
 * a probe whose outcome is never reported does not leave it open for good.
 *
 * @returns the state afterwards; and how long to wait, or undefined if the question may be sent
 */
export function admit(state: BreakerState, nowMs: number): { state: BreakerState; waitMs: number | undefined } {
  if (state.openedAtMs === undefined) return { state, waitMs: undefined };
  const waitMs = state.openedAtMs + breakerRules.openMs - nowMs;
  return waitMs > 0 ? { state, waitMs } : { state: { ...state, openedAtMs: nowMs }, waitMs: undefined };
}

export function failed(state: BreakerState, nowMs: number): BreakerState {
  const failures = state.failures + 1;
  return failures >= breakerRules.opensAfter ? { failures, openedAtMs: nowMs } : { failures };
}

/** The breaker of one connector, in this isolate. */
export interface Breaker {
  state: BreakerState;
}
