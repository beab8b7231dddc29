import { median } from '#protocol/measure/median.ts';
import { describe, expect, it } from 'vitest';

describe('median', () => {
  it.each([
    [[3], 3],
    [[5, 1, 3], 3],
    [[4, 1, 3, 2], 3],
    [[undefined, 9, undefined, 1, 2], 2],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('is undefined if nothing was measured', () => {
    expect(median([])).toBeUndefined();
    expect(median([undefined, undefined])).toBeUndefined();
  });

  it('is not changed by one outlier of three', () => {
    for (const wrong of [-1e9, 0, 1e9]) expect(median([4, 5, wrong])).toBeGreaterThanOrEqual(4);
    for (const wrong of [-1e9, 0, 1e9]) expect(median([4, 5, wrong])).toBeLessThanOrEqual(5);
  });
});
