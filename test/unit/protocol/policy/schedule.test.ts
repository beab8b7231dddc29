import { policy } from '#protocol/policy/registry.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { describe, expect, it } from 'vitest';
import { everyKnownAsk } from '../action/acted.ts';

describe('schedule', () => {
  it('puts windows one after the other, after the lead-in, with a gap between', () => {
    // Policy 3: 1.5 s of lead-in, a nod for 3.5 s, 0.6 s of gap, blinks for 4.5 s.
    const asks = [{ kind: 'nod' }, { kind: 'blink', count: 2 }] as const;
    expect(schedule(asks, policy)).toEqual([
      { ask: asks[0], startMs: 1_500, endMs: 5_000 },
      { ask: asks[1], startMs: 5_600, endMs: 10_100 },
    ]);
  });

  it('is empty if nothing is asked', () => {
    expect(schedule([], policy)).toEqual([]);
  });

  it('never lets two windows overlap, whatever is asked', () => {
    const slots = schedule(everyKnownAsk, policy);
    slots.slice(1).forEach(({ startMs }, n) => expect(startMs - slots[n]!.endMs).toBe(policy.challenge.gapMs));
    for (const { ask, startMs, endMs } of slots) expect(endMs - startMs).toBe(policy.challenge.windowMs[ask.kind]);
  });
});
