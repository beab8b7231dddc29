import { describe, expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import type { Refusal } from '#protocol/refusal.ts';
import { admitAttempt, attemptsLeft } from '../../../../worker/session/attempt.ts';

const { failures, withinMs, pauseMs, total } = policy.attempts;

/** Failures at regular intervals, the first one at 0. */
const every = (apartMs: number, count: number) => Array.from({ length: count }, (_, n) => n * apartMs);

/** Why another attempt is refused; undefined if it is not. */
function refusalOf(failed: readonly number[], nowMs: number): Pick<Refusal, 'code' | 'retryAfterMs'> | undefined {
  try {
    admitAttempt(failed, nowMs, policy);
    return undefined;
  } catch (refusal) {
    return refusal as Refusal;
  }
}

describe('attemptsLeft', () => {
  it.each([
    [0, total],
    [1, total - 1],
    [total, 0],
    [total + 1, 0],
  ])('after %d failures is %d', (failed, left) => {
    expect(attemptsLeft(every(1, failed), policy)).toBe(left);
  });
});

describe('admitAttempt', () => {
  it('lets attempts begin while there are fewer failures than cause a pause', () => {
    expect(refusalOf([], 0)).toBeUndefined();
    expect(refusalOf(every(1, failures - 1), failures)).toBeUndefined();
  });

  it('refuses attempts during a pause, which begins with the last of several failures in a short time', () => {
    const failed = every(withinMs / (failures - 1), failures);
    const lastMs = failed.at(-1)!;
    expect(refusalOf(failed, lastMs + 1)).toMatchObject({ code: 'attempts-paused', retryAfterMs: pauseMs - 1 });
    expect(refusalOf(failed, lastMs + pauseMs - 1)).toMatchObject({ retryAfterMs: 1 });
    expect(refusalOf(failed, lastMs + pauseMs)).toBeUndefined();
  });

  it('does not pause after failures that are further apart', () => {
    const failed = every(withinMs / (failures - 1) + 1, failures);
    expect(refusalOf(failed, failed.at(-1)! + 1)).toBeUndefined();
  });

  it('refuses once all attempts have failed, however long ago', () => {
    expect(refusalOf(every(withinMs, total), 1e12)).toMatchObject({ code: 'attempts-exhausted' });
  });
});
