import { describe, expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import { adaptPace, firstPace, pacesHz, type Pace } from '../../../../widget/liveness/pace.ts';

/** Process frames at the rate of the pace for `forMs`; each frame takes `tookMs`. */
function lookOn(from: Pace, startMs: number, forMs: number, tookMs: (atMs: number) => number) {
  let pace = from;
  const rates = [pace.rateHz];
  for (let atMs = startMs; atMs < startMs + forMs; atMs += Math.max(1000 / pace.rateHz, tookMs(atMs))) {
    pace = adaptPace(pace, { atMs, tookMs: tookMs(atMs) });
    if (pace.rateHz !== rates.at(-1)) rates.push(pace.rateHz);
  }
  return { pace, rates };
}

describe('adaptPace', () => {
  it('keeps the best rate while there is spare time', () => {
    expect(lookOn(firstPace(0), 0, 20_000, () => 25).rates).toEqual([20]);
  });

  it('goes down step by step, and stays 10 % above the policy’s least rate', () => {
    expect(lookOn(firstPace(0), 0, 20_000, () => 300).rates).toEqual([...pacesHz]);
    expect(Math.min(...pacesHz)).toBeGreaterThan(policy.trace.minRateHz * 1.1);
  });

  it('goes down only until there is spare time', () => {
    expect(lookOn(firstPace(0), 0, 20_000, () => 48).rates).toEqual([20, 17, 14.5]);
  });

  it('gives each rate a second before it is lowered again', () => {
    expect(lookOn(firstPace(0), 0, 950, () => 300).rates).toEqual([20]);
    expect(lookOn(firstPace(0), 0, 1_950, () => 300).rates).toEqual([20, 17]);
  });

  it('ignores single slow frames', () => {
    expect(lookOn(firstPace(0), 0, 10_000, (atMs) => (Math.floor(atMs / 50) % 20 === 0 ? 400 : 20)).rates).toEqual([
      20,
    ]);
  });

  it('goes up again once the device has cooled, more slowly than it went down', () => {
    const hot = lookOn(firstPace(0), 0, 10_000, () => 90).pace;
    expect(hot.rateHz).toBe(12);
    expect(lookOn(hot, 10_000, 500, () => 20).rates).toEqual([12]);
    expect(lookOn(hot, 10_000, 5_500, () => 20).rates).toEqual([12, 14.5]);
    expect(lookOn(hot, 10_000, 17_000, () => 20).rates).toEqual([12, 14.5, 17, 20]);
  });

  it('does not swing between two rates', () => {
    expect(lookOn(firstPace(0), 0, 60_000, () => 40).rates).toEqual([20, 17]);
  });
});
