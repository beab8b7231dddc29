import { describe, expect, it } from 'vitest';
import { announcedMs, keptMs, planRotation, signingAt, turnMs } from '../../../../worker/trust/keyring.ts';

describe('planRotation', () => {
  const first = { signsFromMs: 0 };
  const second = { signsFromMs: turnMs };

  it.each([
    ['a first key at once', [], 5, { kept: [], nextSignsFromMs: 5 }],
    [
      'no new key before the end of a turn is near',
      [first],
      turnMs - announcedMs - 1,
      { kept: [first], nextSignsFromMs: undefined },
    ],
    ['the next key before it signs', [first], turnMs - announcedMs, { kept: [first], nextSignsFromMs: turnMs }],
    [
      'the next key announced before it signs, even if it is overdue',
      [first],
      3 * turnMs,
      { kept: [first], nextSignsFromMs: 3 * turnMs + announcedMs },
    ],
    [
      'the old key kept until its results have expired',
      [first, second],
      turnMs + keptMs - 1,
      { kept: [first, second] },
    ],
    ['the old key dropped afterwards', [first, second], turnMs + keptMs, { kept: [second] }],
  ])('plans %s', (_, turns, nowMs, plan) => {
    expect(planRotation(turns, nowMs)).toMatchObject(plan);
  });

  it('lets the newest key sign whose turn has begun', () => {
    expect(signingAt([first, second], turnMs - 1)).toBe(first);
    expect(signingAt([first, second], turnMs)).toBe(second);
    expect(signingAt([second], 0)).toBe(second);
    expect(() => signingAt([], 0)).toThrow(RangeError);
  });
});
