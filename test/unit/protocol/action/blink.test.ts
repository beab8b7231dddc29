import { answerAsk } from '#protocol/action/answer.ts';
import { blinksIn, findBlinks } from '#protocol/action/blink.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { perform } from '../../../../assess/synthetic/performance.ts';
import { acted, measured } from './acted.ts';

describe('findBlinks', () => {
  const at = (values: readonly (number | undefined)[]) =>
    findBlinks(
      values,
      values.map((_, n) => n * 50),
      policy.action.blink,
    );

  it('gives where the eyes closed, were closed furthest, and were open again', () => {
    expect(at([1, 0.6, 0.2, 0.4, 0.75, 1])).toEqual([{ closed: 1, deepest: 2, opened: 5 }]);
  });

  it.each([
    ['open, closed, open', [1, 0.3, 1], 1],
    ['closed from the start', [0.3, 0.3, 1], 0],
    ['closed to the end', [1, 0.3, 0.3], 0],
    ['half closed only', [1, 0.75, 1], 0],
    ['half open between', [1, 0.3, 0.75, 0.3, 1], 1],
    ['not measured while open', [1, 0.3, undefined, 1], 1],
    ['never measured', [undefined, undefined], 0],
    ['asleep for over 900 ms', [1, ...Array<number>(20).fill(0.3), 1], 0],
  ] as const)('counts the blinks of eyes that are %s', (_name, values, expected) => {
    expect(at(values)).toHaveLength(expected);
  });
});

describe('blink', () => {
  /** A window in which this many blinks begin at each of these times. */
  const blinking = (...series: readonly (readonly [atMs: number, count: number])[]) => {
    const slots = series.map(([startMs, count]) => ({ ask: { kind: 'blink', count } as const, startMs, endMs: 4_500 }));
    return { samples: measured(perform(slots, () => 0)), neutral: acted([]).neutral };
  };

  it.each([
    { what: 'one before it', series: [[200, 1] as const, [1_600, 3] as const], isDone: true },
    { what: 'one after it', series: [[500, 3] as const, [3_000, 1] as const], isDone: true },
    { what: 'one at once after it', series: [[500, 3] as const, [2_200, 1] as const], isDone: false },
    { what: 'another series', series: [[300, 3] as const, [3_000, 2] as const], isDone: false },
    {
      what: 'as many, but apart',
      series: [[300, 1] as const, [1_600, 1] as const, [2_900, 1] as const],
      isDone: false,
    },
  ])('three are an answer beside natural ones only: $what', ({ series, isDone }) => {
    expect(answerAsk(blinking(...series), { kind: 'blink', count: 3 }, policy.action).done).toBe(isDone);
  });

  it('has a peak for each one that was asked for', () => {
    const window = blinking([500, 3]);
    const { peaks } = answerAsk(window, { kind: 'blink', count: 3 }, policy.action);
    expect(peaks).toEqual(blinksIn(window, policy.action).map(({ deepest }) => deepest));
  });
});
