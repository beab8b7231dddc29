import type { Policy } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';

/** The number of attempts that may still fail. */
export const attemptsLeft = (failures: readonly number[], { attempts }: Policy): number =>
  Math.max(0, attempts.total - failures.length);

/**
 * Whether another attempt may begin.
 *
 * @param failures when attempts failed, epoch milliseconds, rising
 * @throws Refusal attempts-exhausted, attempts-paused
 */
export function admitAttempt(failures: readonly number[], nowMs: number, policy: Policy): void {
  if (attemptsLeft(failures, policy) === 0) throw new Refusal('attempts-exhausted');
  const retryAfterMs = (pausedUntilMs(failures, policy) ?? nowMs) - nowMs;
  if (retryAfterMs > 0) throw new Refusal('attempts-paused', { retryAfterMs });
}

/** When the pause after the last failures ends; undefined if they were too far apart to cause one. */
export function pausedUntilMs(failures: readonly number[], { attempts }: Pick<Policy, 'attempts'>): number | undefined {
  const last = failures.at(-1);
  const first = failures.at(-attempts.failures);
  if (last === undefined || first === undefined || last - first > attempts.withinMs) return undefined;
  return last + attempts.pauseMs;
}
