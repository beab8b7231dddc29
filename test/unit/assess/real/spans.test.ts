import { describe, expect, it } from 'vitest';
import { knownSpans, leadInOf, windowsIn } from '../../../../assess/real/spans.ts';

const spans = (labels: Parameters<typeof knownSpans>[0], endMs: number) =>
  knownSpans(labels, endMs).map(({ kind, fromMs, toMs }) => [kind, fromMs, toMs]);

describe('the parts of a clip', () => {
  it('around words are silent, the words with a margin are talking, and a part that is too short is left out', () => {
    const words: [number, number, string][] = [
      [2, 2.4, 'bin'],
      [2.4, 3, 'blue'],
    ];
    expect(spans({ words }, 3_700)).toEqual([
      ['silent', 0, 1_700],
      ['talking', 1_700, 3_300],
    ]);
  });

  it('near a deliberate action are left out, and the rest has a kind of its own', () => {
    expect(spans({ rest: [0, 1.5], actions: [['M', 10]] }, 20_000)).toEqual([
      ['rest', 0, 1_500],
      ['silent', 1_500, 8_000],
      ['silent', 12_000, 20_000],
    ]);
  });

  it('are talking if only the sentence is known, and unlabelled if nothing is', () => {
    expect(spans({ sentence: 'bin blue', blinks: [1] }, 3_000)).toEqual([['talking', 0, 3_000]]);
    expect(spans({ blinks: [1] }, 3_000)).toEqual([['unlabelled', 0, 3_000]]);
  });

  it('end where the viewer stopped looking', () => {
    expect(spans({ until: 2, sentence: 'bin' }, 3_000)).toEqual([['talking', 0, 2_000]]);
  });
});

describe('windowsIn', () => {
  it.each([
    [3_000, [[0, 3_000]]],
    [
      7_000,
      [
        [0, 3_500],
        [3_500, 7_000],
      ],
    ],
    [
      8_000,
      [
        [0, 8_000 / 3],
        [8_000 / 3, 16_000 / 3],
        [16_000 / 3, 8_000],
      ],
    ],
  ])('divides %d ms into equal windows of at most 3.5 s', (toMs, expected) => {
    const windows = windowsIn({ fromMs: 0, toMs }, 3_500);
    expect(windows.map((window) => [window.fromMs, window.toMs])).toEqual(expected);
  });
});

it('the lead-in is the labelled rest, otherwise the start of the clip', () => {
  expect(leadInOf({ rest: [0.5, 2] }, 1_500)).toEqual({ fromMs: 500, toMs: 2_000 });
  expect(leadInOf({}, 1_500)).toEqual({ fromMs: 0, toMs: 1_500 });
});
