import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { blinkTimes, judgeBlinks } from '../../../../assess/real/blinks.ts';
import { bump, filmed, neutral } from './filmed.ts';

describe('judgeBlinks', () => {
  it('tells blinks that were seen, missed, and seen without a label', () => {
    expect(judgeBlinks([1_000, 2_000], [1_200, 5_000])).toEqual({
      seen: [1_000],
      missed: [2_000],
      falselySeen: [5_000],
    });
  });

  it.each([
    [1_250, 1],
    [1_251, 0],
  ])('pairs a blink at %d ms with a label at 1000 ms: %d', (found, pairs) => {
    expect(judgeBlinks([1_000], [found]).seen).toHaveLength(pairs);
  });

  it('pairs each label with one blink, the nearest first', () => {
    // The second label is nearer to the only blink.
    expect(judgeBlinks([1_000, 1_300], [1_200])).toEqual({ seen: [1_300], missed: [1_000], falselySeen: [] });
    expect(judgeBlinks([1_000], [900, 1_010])).toEqual({ seen: [1_000], missed: [], falselySeen: [900] });
  });
});

it('blinkTimes gives the lowest moment of each blink that the product sees', () => {
  const samples = filmed(6_000, (atMs) => ({
    eyeAspectRatio: 0.3 - 0.28 * Math.max(bump(atMs, 2_000, 320), bump(atMs, 4_000, 320)),
  }));
  expect(blinkTimes({ samples, before: [], neutral }, policy.action)).toEqual([2_000, 4_000]);
});
