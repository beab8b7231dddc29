import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { backOffMs, longestDelayMs, pauseMs } from '../../../../worker/delivery/feed/back-off.ts';

/** A source whose every byte is this. */
const always = (byte: number) => (length: number) => new Uint8Array(length).fill(byte);

describe('the back-off', () => {
  it('grows from seconds to hours, a fifth shorter or longer at random', () => {
    const minutes = (random: (length: number) => Uint8Array) =>
      Array.from({ length: 9 }, (_, n) => Math.round(backOffMs(n + 1, random) / 600) / 100);
    expect(minutes(always(0))).toEqual([0.07, 0.8, 4, 24, 96, 240, 480, 480, 480]);
    expect(minutes(always(255))).toEqual([0.1, 1.2, 6, 36, 144, 360, 720, 720, 720]);
    expect(backOffMs(99, always(255))).toBeLessThanOrEqual(longestDelayMs);
  });

  it('ends within the time in which a delivery is tried, after more than ten tries', () => {
    let afterMs = 0;
    let tries = 1;
    while (afterMs <= limits.delivery.triedForMs) {
      afterMs += backOffMs(tries, always(128));
      tries += 1;
    }
    expect(tries - 1).toBeGreaterThanOrEqual(12);
  });

  it('pauses an endpoint after some failures in a row, longer each time up to a limit', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map(pauseMs)).toEqual([0, 0, 0, 10_000, 20_000, 40_000, 300_000]);
  });
});
