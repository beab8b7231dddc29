import { answerAsk } from '#protocol/action/answer.ts';
import type { Ask } from '#protocol/action/action.ts';
import { findBlinks } from '#protocol/action/blink.ts';
import { excursions } from '#protocol/action/action.ts';
import { reachOf } from '#protocol/action/reach.ts';
import { foreignActions } from '#protocol/action/foreign.ts';
import { neutralOf, sampleOf, type Sample } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { syntheticRecords } from '../../../../assess/synthetic/capture.ts';
import { perform, type Performance } from '../../../../assess/synthetic/performance.ts';

const asks: readonly Ask[] = [
  { kind: 'blink', count: 2 },
  { kind: 'blink', count: 3 },
  { kind: 'blink', count: 4 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'turn-head', direction: 'right' },
  { kind: 'nod' },
  { kind: 'open-mouth' },
];
const name = (ask: Ask) => Object.values(ask).join(' ');

/** A window of 4.5 s in which `done` is performed after the given reaction. */
function windowOf(done: readonly Ask[], reactionMs = 500, seed = 1) {
  const slots = done.map((ask, n) => ({ ask, startMs: n * 1_800, endMs: 4_500 }));
  const samples = measure(
    perform(slots, () => reactionMs),
    seed,
  );
  return {
    samples,
    neutral: neutralOf(
      measure(
        perform([], () => 0),
        seed,
      ),
    )!,
  };
}
const measure = (performance: Performance, seed: number): Sample[] =>
  syntheticRecords(performance, { durationMs: 4_500, seed }).map(sampleOf);

describe('an ask', () => {
  it.each(asks.map((ask) => [name(ask), ask] as const))('%s is answered by doing it', (_name, ask) => {
    for (const seed of [1, 2, 3]) expect(answerAsk(windowOf([ask], 500, seed), ask, policy.action).done).toBe(true);
  });

  const pairs = asks.flatMap((ask) => asks.filter((other) => other !== ask).map((other) => [ask, other] as const));
  it.each(pairs.map(([ask, other]) => [name(ask), name(other), ask, other] as const))(
    '%s is not answered by %s',
    (_ask, _other, ask, other) => {
      expect(answerAsk(windowOf([other]), ask, policy.action).done).toBe(false);
    },
  );

  it.each(asks.map((ask) => [name(ask), ask] as const))('%s is not answered by doing nothing', (_name, ask) => {
    expect(answerAsk(windowOf([]), ask, policy.action).done).toBe(false);
  });

  it.each(asks.map((ask) => [name(ask), ask] as const))(
    '%s begun before a person can react is no answer',
    (_n, ask) => {
      expect(answerAsk(windowOf([ask], -150), ask, policy.action).done).toBe(false);
    },
  );

  it.each(asks.map((ask) => [name(ask), ask] as const))('%s not finished in the window is no answer', (_name, ask) => {
    const { samples, neutral } = windowOf([ask]);
    const cut = samples.filter(({ atMs }) => atMs < 800);
    expect(answerAsk({ samples: cut, neutral }, ask, policy.action).done).toBe(false);
  });

  /** A window in which so many blinks begin at each of these times. */
  const blinking = (...series: readonly (readonly [atMs: number, count: number])[]) => {
    const slots = series.map(([startMs, count]) => ({ ask: { kind: 'blink', count } as const, startMs, endMs: 4_500 }));
    const moves = perform(slots, () => 0);
    return { samples: measure(moves, 1), neutral: windowOf([]).neutral };
  };
  it.each([
    [
      'one before it',
      [
        [200, 1],
        [1_600, 3],
      ],
      true,
    ],
    [
      'one after it',
      [
        [500, 3],
        [3_000, 1],
      ],
      true,
    ],
    [
      'one at once after it',
      [
        [500, 3],
        [2_200, 1],
      ],
      false,
    ],
    [
      'another series',
      [
        [300, 3],
        [3_000, 2],
      ],
      false,
    ],
    [
      'as many, but apart',
      [
        [300, 1],
        [1_600, 1],
        [2_900, 1],
      ],
      false,
    ],
  ] as const)('three blinks are an answer beside natural ones only: %s', (_name, series, isDone) => {
    expect(answerAsk(blinking(...series), { kind: 'blink', count: 3 }, policy.action).done).toBe(isDone);
  });

  it('counts nothing where nothing was measured', () => {
    const { neutral } = windowOf([]);
    expect(answerAsk({ samples: [], neutral }, { kind: 'nod' }, policy.action)).toEqual({
      done: false,
      onset: undefined,
      peaks: [],
    });
  });
});

describe('reachOf', () => {
  it.each(asks.map((ask) => [name(ask), ask] as const))('is over 1 at the peak of %s, and 0 at rest', (_name, ask) => {
    const { samples, neutral } = windowOf([ask]);
    const { peaks } = answerAsk({ samples, neutral }, ask, policy.action);
    expect(reachOf(ask, samples[peaks[0]!]!, neutral, policy.action)).toBeGreaterThan(1);
    expect(reachOf(ask, { atMs: 0, ...neutral }, neutral, policy.action)).toBeCloseTo(0, 9);
  });

  it('is not known where the signal was not measured', () => {
    const { neutral } = windowOf([]);
    const unseen = sampleOf({ atMs: 0, face: undefined });
    for (const ask of asks) expect(reachOf(ask, unseen, neutral, policy.action)).toBeUndefined();
  });
});

describe('findBlinks', () => {
  const at = (values: readonly (number | undefined)[]) =>
    findBlinks(
      values,
      values.map((_, n) => n * 50),
      policy.action.blink,
    ).length;

  it.each([
    ['open, closed, open', [1, 0.3, 1], 1],
    ['closed from the start', [0.3, 0.3, 1], 0],
    ['closed to the end', [1, 0.3, 0.3], 0],
    ['half closed only', [1, 0.75, 1], 0],
    ['half open between', [1, 0.3, 0.75, 0.3, 1], 1],
    ['not measured while open', [1, 0.3, undefined, 1], 1],
    ['asleep for over 900 ms', [1, ...Array<number>(20).fill(0.3), 1], 0],
  ] as const)('%s: %#', (_name, values, expected) => {
    expect(at(values)).toBe(expected);
  });
});

describe('excursions', () => {
  it('finds what leaves half the reach, passes it and comes back', () => {
    expect(excursions([0, 6, 12, 6, 0, 6, 0, 11, 12], 10, 0.5)).toEqual([
      { onset: 1, peak: 2, end: 4 },
      { onset: 7, peak: 8, end: undefined },
    ]);
  });
});

describe('foreignActions', () => {
  it.each([
    ['blink', { kind: 'blink', count: 2 }],
    ['open-mouth', { kind: 'open-mouth' }],
    ['nod', { kind: 'nod' }],
    ['turn left', { kind: 'turn-head', direction: 'left' }],
    ['turn right', { kind: 'turn-head', direction: 'right' }],
  ] as const)('does not hold its own action against a window: %s', (_name, ask) => {
    expect(foreignActions(windowOf([ask]), ask, policy.action)).toEqual([]);
  });

  it('does not count natural blinks', () => {
    expect(foreignActions(windowOf([{ kind: 'blink', count: 2 }]), { kind: 'nod' }, policy.action)).toEqual([]);
  });

  it.each([
    ['turn-left', { kind: 'turn-head', direction: 'left' }, { kind: 'turn-head', direction: 'right' }],
    ['turn-right', { kind: 'turn-head', direction: 'right' }, { kind: 'blink', count: 3 }],
    ['nod', { kind: 'nod' }, { kind: 'open-mouth' }],
    ['open-mouth', { kind: 'open-mouth' }, { kind: 'nod' }],
  ] as const)('sees a %s beside what was asked', (expected, done, ask) => {
    expect(foreignActions(windowOf([ask, done]), ask, policy.action)).toEqual([expected]);
  });
});
