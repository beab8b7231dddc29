import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policy } from '#protocol/policy/registry.ts';
import {
  attemptNotAdmitted,
  comparisonNotAdmitted,
  count,
  forgottenAtMs,
  nobody,
  type PersonState,
} from '../../../../worker/person/person.ts';
import { personName } from '../../../../worker/person/person-name.ts';

const startMs = 1_800_000_000_000;
const { attempts } = policy;
const { keptMs } = limits.person;
const perDay = limits.person.attempts.perDay;

/** Failed attempts, so far apart that none causes a pause. */
const spread = (times: number) => Array.from({ length: times }, (_, n) => startMs + n * attempts.withinMs);
const failed = (times: readonly number[]): PersonState => count(nobody, 'attempts', times, times.at(-1)!);

describe('failures of a person', () => {
  it('are counted once each, in the order of their times, whoever reports them first', () => {
    const first = count(nobody, 'attempts', [startMs + 5, startMs], startMs + 9);
    const state = count(first, 'attempts', [startMs + 2, startMs + 5], startMs + 9);
    expect(state.attempts).toEqual([startMs, startMs + 2, startMs + 5]);
    expect(state.comparisons).toEqual([]);
  });

  it('are forgotten after a day, each by itself', () => {
    const first = count(nobody, 'comparisons', [startMs], startMs);
    const state = count(first, 'comparisons', [startMs + 10, startMs], startMs + keptMs);
    expect(state.comparisons).toEqual([startMs + 10]);
    expect(forgottenAtMs(state, startMs + keptMs)).toBe(startMs + 10 + keptMs);
    expect(forgottenAtMs(state, startMs + 10 + keptMs)).toBeUndefined();
  });

  it('are kept up to the number that refuses, and no more', () => {
    const state = failed(spread(perDay + 5));
    expect(state.attempts).toEqual(spread(perDay + 5).slice(-perDay));
  });
});

describe('an attempt of the live check', () => {
  it('pauses as the policy says, though each failure was in another session', () => {
    const times = Array.from({ length: attempts.failures }, (_, n) => startMs + n);
    expect(attemptNotAdmitted(failed(times.slice(1)), attempts, startMs + 9)).toBeUndefined();
    const state = failed(times);
    const endMs = times.at(-1)! + attempts.pauseMs;
    expect(attemptNotAdmitted(state, attempts, endMs - 1)).toEqual({ refusal: 'attempts-paused', retryAfterMs: 1 });
    expect(attemptNotAdmitted(state, attempts, endMs)).toBeUndefined();
  });

  it('is refused when a day’s number has failed, until the first of them is a day old', () => {
    const nowMs = spread(perDay).at(-1)! + attempts.pauseMs;
    expect(attemptNotAdmitted(failed(spread(perDay - 1)), attempts, nowMs)).toBeUndefined();
    const state = failed(spread(perDay));
    const retryAfterMs = startMs + keptMs - nowMs;
    expect(attemptNotAdmitted(state, attempts, nowMs)).toEqual({ refusal: 'attempts-exhausted', retryAfterMs });
    expect(attemptNotAdmitted(state, attempts, startMs + keptMs)).toBeUndefined();
  });
});

describe('a comparison', () => {
  it('is refused after three that confirmed nothing, until the first of them is a day old', () => {
    const two = count(nobody, 'comparisons', [startMs, startMs + 1], startMs + 1);
    expect(comparisonNotAdmitted(two, startMs + 1)).toBeUndefined();
    const three = count(two, 'comparisons', [startMs + 2], startMs + 2);
    const refusal = { refusal: 'comparisons-exhausted', retryAfterMs: keptMs - 2 };
    expect(comparisonNotAdmitted(three, startMs + 2)).toEqual(refusal);
    expect(comparisonNotAdmitted(three, startMs + keptMs)).toBeUndefined();
    expect(attemptNotAdmitted(three, attempts, startMs + 2)).toBeUndefined();
  });
});

describe('the name of a person', () => {
  const key = new Uint8Array(32).fill(7);
  const number = '11010519491231002X';

  it('is the same for one document, however its number is written, and reveals nothing without the key', () => {
    const name = personName(key, 2, number);
    expect(name).toMatch(/^[\w-]{43}$/);
    expect(personName(key, 2, ' 11010519491231002x ')).toBe(name);
    expect(personName(new Uint8Array(32).fill(8), 2, number)).not.toBe(name);
  });

  it('is another for another number or type of document', () => {
    const names = [personName(key, 2, number), personName(key, 2, '110105194912310021'), personName(key, 5, number)];
    expect(new Set(names).size).toBe(3);
  });
});
