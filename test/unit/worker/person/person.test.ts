import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policy } from '#protocol/policy/registry.ts';
import {
  attemptNotAdmitted,
  comparisonNotAdmitted,
  count,
  forgive,
  forgottenAtMs,
  nobody,
  type CountedKind,
  type PersonState,
} from '../../../../worker/person/person.ts';
import { personName } from '../../../../worker/person/person-name.ts';
import { loadPerson } from '../../../../worker/person/stored.ts';

const startMs = 1_800_000_000_000;
const { attempts } = policy;
const { keptMs } = limits.person;
const perDay = limits.person.attempts.perDay;

/** Failed attempts, so far apart that none causes a pause. */
const spread = (times: number) => Array.from({ length: times }, (_, n) => startMs + n * attempts.withinMs);
const counted = (what: CountedKind, times: readonly number[], nowMs = times.at(-1)!): PersonState =>
  times.reduce((state, atMs) => count(state, what, { id: `at ${atMs}`, atMs }, nowMs), nobody);
const failed = (times: readonly number[]): PersonState => counted('attempts', times);
const timesOf = (state: PersonState, what: CountedKind) => state[what].map(({ atMs }) => atMs);

describe('what is counted about a person', () => {
  it('is counted once by its id, in the order of the times', () => {
    const first = counted('attempts', [startMs + 5, startMs], startMs + 9);
    const second = count(first, 'attempts', { id: 'another', atMs: startMs + 5 }, startMs + 9);
    const state = count(second, 'attempts', { id: 'another', atMs: startMs + 7 }, startMs + 9);
    expect(timesOf(state, 'attempts')).toEqual([startMs, startMs + 5, startMs + 5]);
    expect(state.comparisons).toEqual([]);
  });

  it('is forgotten after a day, each by itself', () => {
    const first = counted('comparisons', [startMs]);
    const state = count(first, 'comparisons', { id: 'later', atMs: startMs + 10 }, startMs + keptMs);
    expect(timesOf(state, 'comparisons')).toEqual([startMs + 10]);
    expect(forgottenAtMs(state, startMs + keptMs)).toBe(startMs + 10 + keptMs);
    expect(forgottenAtMs(state, startMs + 10 + keptMs)).toBeUndefined();
  });

  it('is taken back by its id', () => {
    const state = forgive(counted('comparisons', [startMs, startMs + 1]), 'comparisons', `at ${startMs}`);
    expect(timesOf(state, 'comparisons')).toEqual([startMs + 1]);
  });

  it('is read from what an earlier version stored', () => {
    const state = loadPerson({ v: 1, attempts: [startMs], comparisons: [startMs + 1, startMs + 2, startMs + 3] });
    expect(timesOf(state, 'attempts')).toEqual([startMs]);
    expect(comparisonNotAdmitted(state, startMs + 4)).toMatchObject({ refusal: 'comparisons-exhausted' });
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
    const two = counted('comparisons', [startMs, startMs + 1]);
    expect(comparisonNotAdmitted(two, startMs + 1)).toBeUndefined();
    const three = counted('comparisons', [startMs, startMs + 1, startMs + 2]);
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
