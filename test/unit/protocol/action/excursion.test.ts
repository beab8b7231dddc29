import type { WindowSamples } from '#protocol/action/action.ts';
import { answerOf, away, excursions, furthest, shareOf } from '#protocol/action/excursion.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';

const { returnShare } = policy.action;

describe('excursions', () => {
  it.each([
    ['passes half its reach, then its reach, and comes back', [0, 6, 12, 6, 0], [{ onset: 1, peak: 2, end: 4 }]],
    ['stays below its reach', [0, 6, 9, 6, 0], []],
    ['never comes back', [0, 11, 12], [{ onset: 1, peak: 2, end: undefined }]],
    ['starts beyond its reach', [12, 12, 0], []],
    ['starts beyond its reach, comes back, and leaves again', [12, 0, 12, 0], [{ onset: 2, peak: 2, end: 3 }]],
    ['has no measurement at its onset', [0, undefined, 12, 0], [{ onset: 2, peak: 2, end: 3 }]],
    ['has no measurement at its bottom', [0, 12, undefined, undefined, 9, 0], [{ onset: 1, peak: 1, end: 5 }]],
    ['comes to rest below half of its own peak', [0, 20, 9, 9, 9], [{ onset: 1, peak: 1, end: 2 }]],
    ['comes to rest above half of its own peak', [0, 20, 11, 11], [{ onset: 1, peak: 1, end: undefined }]],
    ['leaves again from there', [0, 20, 9, 20, 9], [{ onset: 1, peak: 1, end: 2 }]],
    ['was never measured', [undefined, undefined], []],
  ] as const)('are found in a signal that %s', (_name, values, expected) => {
    expect(excursions(values, { reach: 10 }, returnShare)).toEqual(expected);
  });

  it.each([
    ['at the sample nearest to what is enough', [0, 11, 17, 40, 28, 0], 2],
    ['beyond it, if that is nearer', [0, 10, 30, 19, 0], 3],
    ['at the furthest, if it stays below', [0, 11, 14, 12, 0], 2],
  ] as const)('have their peak %s', (_name, values, peak) => {
    expect(excursions(values, { reach: 10, enough: 15 }, returnShare)[0]).toMatchObject({ peak });
  });

  it('do not depend on the unit', () => {
    const values = [0, 6, 12, 6, 0, 6, 0, 11, 12];
    expect(excursions(values, { reach: 10 }, returnShare)).toHaveLength(2);
    const larger = values.map((value) => value * 4);
    expect(excursions(larger, { reach: 40 }, returnShare)).toEqual(excursions(values, { reach: 10 }, returnShare));
  });
});

describe('answerOf', () => {
  /** Samples 50 ms apart. Only their times matter here. */
  const windowOf = (length: number) =>
    ({ samples: Array.from({ length }, (_, n) => ({ atMs: 1_000 + n * 50 })) }) as unknown as WindowSamples;
  const answered = (values: readonly number[]) =>
    answerOf(windowOf(values.length), values, { reach: 10 }, policy.action);

  it.each([
    ['done if it begins 150 ms after the window and ends in it', [0, 0, 0, 12, 0], true, 3, [3]],
    ['not done if it begins sooner', [0, 0, 12, 0, 0], false, 2, [2]],
    ['not done if it has not ended', [0, 0, 0, 12, 12], false, 3, [3]],
    ['not done below its reach, and has its peak at the nearest sample', [0, 0, 8, 9, 0], false, undefined, [3]],
  ] as const)('is %s', (_name, values, done, onset, peaks) => {
    expect(answered(values)).toEqual({ done, onset, peaks });
  });
});

it('furthest is the first of the largest values, and empty if nothing was measured', () => {
  expect(furthest([1, undefined, 3, 3, 2])).toEqual([2]);
  expect(furthest([undefined])).toEqual([]);
  expect(furthest([])).toEqual([]);
});

it('away and shareOf keep an unmeasured value undefined', () => {
  expect(away(7, 4)).toBe(3);
  expect(away(undefined, 4)).toBeUndefined();
  expect(shareOf(3, -6)).toBe(-0.5);
  expect(shareOf(undefined, 6)).toBeUndefined();
});
