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

  it('gives the samples at which the eyes close, are closed furthest, and are open again', () => {
    expect(at([1, 0.5, 0.2, 0.4, 0.75, 1])).toEqual([{ closed: 1, deepest: 2, opened: 5 }]);
  });

  it.each([
    ['open, closed, open', [1, 0.3, 1], 1],
    ['closed from the start', [0.3, 0.3, 1], 0],
    ['closed to the end', [1, 0.3, 0.3], 0],
    ['only half closed', [1, 0.75, 1], 0],
    ['half open between two closings', [1, 0.3, 0.75, 0.3, 1], 1],
    ['not measured while open', [1, 0.3, undefined, 1], 1],
    ['never measured', [undefined, undefined], 0],
    ['closed for 900 ms', [1, ...Array<number>(18).fill(0.3), 1], 1],
    ['closed for over 900 ms', [1, ...Array<number>(19).fill(0.3), 1], 0],
    [
      'closed for 500 ms and half open for a second',
      [1, ...Array<number>(10).fill(0.3), ...Array<number>(20).fill(0.7), 1],
      1,
    ],
    [
      'closed for 500 ms and half open for longer',
      [1, ...Array<number>(10).fill(0.3), ...Array<number>(21).fill(0.7), 1],
      0,
    ],
  ] as const)('counts the blinks of eyes that are %s', (_name, values, expected) => {
    expect(at(values)).toHaveLength(expected);
  });
});

describe('blink', () => {
  /** A window in which this many blinks begin at each of these times. */
  const blinking = (...series: readonly (readonly [atMs: number, count: number])[]) => {
    const slots = series.map(([startMs, count]) => ({ ask: { kind: 'blink', count } as const, startMs, endMs: 4_500 }));
    return { samples: measured(perform(slots, () => 0)), before: [], neutral: acted([]).neutral };
  };

  it.each([
    { what: 'one blink before the series', series: [[200, 1] as const, [1_600, 3] as const], isDone: true },
    { what: 'one blink well after the series', series: [[500, 3] as const, [3_000, 1] as const], isDone: true },
    { what: 'one blink directly after the series', series: [[500, 3] as const, [2_200, 1] as const], isDone: true },
    { what: 'two blinks directly after the series', series: [[500, 3] as const, [2_200, 2] as const], isDone: false },
    { what: 'a series of two alone', series: [[500, 2] as const], isDone: false },
    { what: 'two blinks well after the series', series: [[300, 3] as const, [3_000, 2] as const], isDone: true },
    { what: 'a second series of three', series: [[300, 3] as const, [2_700, 3] as const], isDone: false },
    {
      what: 'three single blinks and no series',
      series: [[300, 1] as const, [1_600, 1] as const, [2_900, 1] as const],
      isDone: false,
    },
  ])('accepts a series of three only if all other blinks are natural: $what', ({ series, isDone }) => {
    expect(answerAsk(blinking(...series), { kind: 'blink', count: 3 }, policy.action).done).toBe(isDone);
  });

  it('has one peak for each blink that was asked for', () => {
    const window = blinking([500, 3]);
    const { peaks } = answerAsk(window, { kind: 'blink', count: 3 }, policy.action);
    expect(peaks).toEqual(blinksIn(window, policy.action).map(({ deepest }) => deepest));
  });
});
