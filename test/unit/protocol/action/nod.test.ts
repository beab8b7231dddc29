import { answerAsk } from '#protocol/action/answer.ts';
import { hiddenSpan } from '#protocol/action/hidden.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { bump, sampled } from './sampled.ts';

const { action } = policy;
const nod = { kind: 'nod' } as const;

/** A nod of this depth from 300 to 2,700 ms, whose face is lost in these times. */
const nodding = (depth: number, ...lost: readonly (readonly [fromMs: number, toMs: number])[]) =>
  sampled((atMs) =>
    lost.some(([from, to]) => atMs >= from && atMs < to)
      ? undefined
      : { pitchDegrees: -depth * bump(atMs, 300, 2_700) },
  );

describe('a nod whose face is lost at its bottom', () => {
  it.each([
    ['once', [[1_000, 2_000] as const], { startMs: 950, endMs: 2_000 }],
    [
      'twice, with a face in between',
      [[1_000, 1_300] as const, [1_350, 2_000] as const],
      { startMs: 950, endMs: 2_000 },
    ],
  ])('is done, and has hidden it: %s', (_how, lost, span) => {
    const window = nodding(32, ...lost);
    expect(answerAsk(window, nod, action).done).toBe(true);
    expect(hiddenSpan(window, nod, action)).toEqual(span);
  });

  it.each([
    ['the face was never lost', nodding(32)],
    ['it was lost for longer than 1.5 s', nodding(32, [800, 2_400])],
    ['it was lost before the head was lowered by the reach', nodding(32, [400, 1_300])],
    ['it was found again only when the head was back', nodding(32, [1_500, 2_650])],
    ['the head was not lowered far enough', nodding(9, [1_000, 2_000])],
    [
      'the head did not come back',
      sampled((atMs) => (atMs < 1_000 ? { pitchDegrees: -20 * bump(atMs, 300, 2_700) } : undefined)),
    ],
  ])('has hidden nothing if %s', (_why, window) => {
    expect(hiddenSpan(window, nod, action)).toBeUndefined();
  });

  it('hides it in no other window', () => {
    expect(hiddenSpan(nodding(32, [1_000, 2_000]), { kind: 'open-mouth' }, action)).toBeUndefined();
  });
});

it('a nod is done if the head comes to rest lower than it was, but not if it stays down', () => {
  const restingAt = (rest: number) =>
    sampled((atMs) => ({ pitchDegrees: -Math.max(18 * bump(atMs, 300, 1_500), atMs > 900 ? rest : 0) }));
  expect(answerAsk(restingAt(8), nod, action).done).toBe(true);
  expect(answerAsk(restingAt(10), nod, action).done).toBe(false);
});
