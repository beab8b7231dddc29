import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { slackMs, stepLeaseMs, Stalls } from '../../../../worker/load/stalls.ts';

const { mostCreditMs } = limits.load;

/** After a stall that began at 1,000 and lasted this long. */
function stalled(lengthMs: number, agoMs: number): number {
  let nowMs = 1_000;
  const stalls = new Stalls(() => nowMs);
  stalls.begin();
  nowMs += lengthMs;
  stalls.end();
  nowMs += agoMs;
  return nowMs - stalls.arrivedAtMs();
}

describe('a request', () => {
  it('arrives when it is handled, if the verifier was not busy', () => {
    expect(new Stalls(() => 5).arrivedAtMs()).toBe(5);
  });

  it.each([
    ['during a step', 700, 0, 700],
    ['just after it', 700, slackMs, 700 + slackMs],
    ['later', 700, slackMs + 1, 0],
    ['after a step that is longer than what is given back', mostCreditMs + 500, 10, mostCreditMs],
  ])('that is handled %s of %d ms, %d ms after its end, gets %d ms back', (_, lengthMs, agoMs, creditMs) => {
    expect(stalled(lengthMs, agoMs)).toBe(creditMs);
  });

  it('gets back the length of one step, although many have preceded it', () => {
    let nowMs = 0;
    const stalls = new Stalls(() => nowMs);
    for (let n = 0; n < 20; n += 1) {
      stalls.begin();
      nowMs += 300;
      stalls.end();
      nowMs += 10;
    }
    expect(nowMs - stalls.arrivedAtMs()).toBe(310);
  });

  it('that is handled before the end of a step is known counts from its beginning', () => {
    let nowMs = 0;
    const stalls = new Stalls(() => nowMs);
    stalls.begin();
    nowMs += 400;
    expect(stalls.arrivedAtMs()).toBe(0);
  });

  it('gets nothing back for a step whose end is never known, because its request was ended', () => {
    let nowMs = 0;
    const stalls = new Stalls(() => nowMs);
    stalls.begin();
    nowMs += stepLeaseMs + slackMs + 1;
    expect(stalls.arrivedAtMs()).toBe(nowMs);
  });
});
