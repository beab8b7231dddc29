import { answerAsk } from '#protocol/action/answer.ts';
import { hiddenSpan } from '#protocol/action/hidden.ts';
import { policy } from '#protocol/policy/registry.ts';
import { actions3 } from '#protocol/policy/replaced.ts';
import { describe, expect, it } from 'vitest';
import { bump, sampled } from './sampled.ts';

const { action } = policy;
const left = { kind: 'turn-head', direction: 'left' } as const;
const right = { kind: 'turn-head', direction: 'right' } as const;

/** A turn by these degrees from 300 to 2,700 ms, whose face is lost from one time to another. */
const turning = (degrees: number, fromMs: number, toMs: number) =>
  sampled((atMs) => (atMs >= fromMs && atMs < toMs ? undefined : { yawDegrees: degrees * bump(atMs, 300, 2_700) }));

describe('a turn whose face is lost in profile', () => {
  it.each([
    [left, 64],
    [right, -64],
  ] as const)('is done, and has hidden it: %j', (ask, degrees) => {
    const window = turning(degrees, 1_200, 1_900);
    expect(answerAsk(window, ask, action).done).toBe(true);
    expect(hiddenSpan(window, ask, action)).toEqual({ startMs: 1_150, endMs: 1_900 });
  });

  it.each([
    ['it was lost for longer than 1.5 s', turning(64, 1_000, 2_600)],
    ['it was lost before the profile', turning(64, 600, 1_300)],
    ['the head turned to the other side', turning(-64, 1_200, 1_900)],
    ['the head did not go to the profile', turning(30, 1_200, 1_900)],
  ])('has hidden nothing if %s', (_why, window) => {
    expect(hiddenSpan(window, left, action)).toBeUndefined();
  });

  it('hides it in no other window, and never hid it under the policy before', () => {
    const window = turning(64, 1_200, 1_900);
    expect(hiddenSpan(window, { kind: 'blink', count: 3 }, action)).toBeUndefined();
    expect(hiddenSpan(window, left, actions3.action)).toBeUndefined();
  });
});
