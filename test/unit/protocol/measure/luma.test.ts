import { luma } from '#protocol/measure/luma.ts';
import { describe, expect, it } from 'vitest';

describe('luma', () => {
  // Rec. 601: 0.299 R + 0.587 G + 0.114 B.
  it.each([
    [[0, 0, 0], 0],
    [[255, 255, 255], 255],
    [[255, 0, 0], 76.245],
    [[0, 255, 0], 149.685],
    [[0, 0, 255], 29.07],
    [[180, 140, 120], 149.68],
  ] as const)('of %j is %d', (colour, expected) => {
    expect(luma(colour)).toBeCloseTo(expected, 9);
  });

  it('of a grey is the grey', () => {
    for (let grey = 0; grey <= 255; grey += 5) expect(luma([grey, grey, grey])).toBeCloseTo(grey, 9);
  });
});
