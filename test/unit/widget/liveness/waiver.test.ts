import { describe, expect, it } from 'vitest';
import type { Position } from '../../../../widget/liveness/guidance.ts';
import { Waiver, waivedAfterMs } from '../../../../widget/liveness/waiver.ts';

/** Frames 100 ms apart. @returns when each request was waived */
function watch(positions: (atMs: number) => Position, forMs: number) {
  const waiver = new Waiver();
  const waivedAtMs = new Map<string, number>();
  for (let atMs = 0; atMs <= forMs; atMs += 100) {
    waiver.count(positions(atMs), atMs);
    for (const hint of waiver.waived) if (!waivedAtMs.has(hint)) waivedAtMs.set(hint, atMs);
  }
  return waivedAtMs;
}

describe('Waiver', () => {
  it.each(['mouth-open', 'glasses-dark'] as const)('holds nobody up by %s for longer than stated', (hint) => {
    expect([...watch(() => hint, 20_000)]).toEqual([[hint, waivedAfterMs[hint]]]);
  });

  it('adds up the time of a request that comes and goes', () => {
    const talking = (atMs: number): Position => (atMs % 1_000 < 500 ? 'mouth-open' : 'well-placed');
    expect(watch(talking, 20_000).get('mouth-open')).toBeLessThanOrEqual(2 * waivedAfterMs['mouth-open']);
  });

  it.each(['face-missing', 'too-dark', 'turned-away'] as const)('never waives %s', (hint) => {
    expect(watch(() => hint, 60_000).size).toBe(0);
  });

  it('does not count the time in which the camera was paused', () => {
    const waiver = new Waiver();
    waiver.count('mouth-open', 0);
    waiver.count('mouth-open', 60_000);
    expect(waiver.waived.size).toBe(0);
  });
});
