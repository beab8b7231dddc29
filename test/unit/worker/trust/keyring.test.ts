import { describe, expect, it } from 'vitest';
import { announcedMs, keptMs, planRotation, signingAt, turnMs } from '../../../../worker/trust/keyring.ts';

describe('planRotation', () => {
  const first = { signsFromMs: 0 };
  const second = { signsFromMs: turnMs };

  it.each([
    ['the first key at once', [], 5, { kept: [], nextSignsFromMs: 5 }],
    ['nothing within a turn', [first], turnMs - announcedMs - 1, { kept: [first], nextSignsFromMs: undefined }],
    ['the next before it signs', [first], turnMs - announcedMs, { kept: [first], nextSignsFromMs: turnMs }],
    [
      'the next announced even if it is overdue',
      [first],
      3 * turnMs,
      { kept: [first], nextSignsFromMs: 3 * turnMs + announcedMs },
    ],
    ['the old one as long as its results live', [first, second], turnMs + keptMs - 1, { kept: [first, second] }],
    ['and no longer', [first, second], turnMs + keptMs, { kept: [second] }],
  ])('has %s', (_, turns, nowMs, plan) => {
    expect(planRotation(turns, nowMs)).toMatchObject(plan);
  });

  it('lets the newest sign whose turn has begun', () => {
    expect(signingAt([first, second], turnMs - 1)).toBe(first);
    expect(signingAt([first, second], turnMs)).toBe(second);
    expect(signingAt([second], 0)).toBe(second);
    expect(() => signingAt([], 0)).toThrow(RangeError);
  });
});
