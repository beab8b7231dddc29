import { recentQuantile } from '#protocol/measure/recent.ts';
import { expect, it } from 'vitest';

const at = (values: readonly (number | undefined)[], share: number, spanMs: number, least = 1) =>
  recentQuantile(
    values,
    values.map((_, n) => n * 100),
    { share, spanMs, least },
  );

it('recentQuantile looks back as far as its span, and never ahead', () => {
  expect(at([5, 1, 1, 1, 9], 0.5, 300)).toEqual([5, 5, 1, 1, 1]);
  expect(at([5, 1, 1, 1, 9], 1, 300)).toEqual([5, 5, 5, 1, 9]);
});

it('recentQuantile needs enough measured values', () => {
  expect(at([1, undefined, 2, 3], 0.5, 1_000, 2)).toEqual([undefined, undefined, 2, 2]);
  expect(at([1, 2], 0.5, 0, 2), 'a span of 0 holds one value').toEqual([undefined, undefined]);
});
