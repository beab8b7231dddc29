import { describe, expect, it } from 'vitest';
import { pairRatio, quantile } from '../../../../tool/bench/statistics.ts';

describe('quantile', () => {
  it('is the value below which the given share of the values lies', () => {
    const values = [5, 1, 4, 2, 3, 6, 10, 9, 8, 7];
    expect(quantile(values, 0.5)).toBe(6);
    expect(quantile(values, 0.9)).toBe(10);
    expect(quantile(values, 1)).toBe(10);
  });

  it('is undefined without values', () => {
    expect(quantile([], 0.5)).toBe(undefined);
  });
});

it('pairRatio compares frame by frame, so that a disturbance of both cancels out', () => {
  expect(pairRatio([1, 20, 3], [2, 40, 6])).toBe(0.5);
  expect(pairRatio([4, 20, 3], [2, 40, 6])).toBe(0.5);
});
