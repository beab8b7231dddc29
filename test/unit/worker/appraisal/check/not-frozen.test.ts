import { encodeRecord } from '#protocol/capture/trace.ts';
import { describe, expect, it } from 'vitest';
import { notFrozen } from '../../../../../worker/appraisal/check/not-frozen.ts';
import { honest } from '../context.ts';
import { empty, recordOf } from './records.ts';

/** Records 50 ms apart. Each has a number for its picture and one for its face; undefined for no face. */
function judge(shots: readonly (readonly [picture: number, face: number | undefined])[]) {
  const watched = shots.map(([, face], n) => (face === undefined ? empty(n) : recordOf(n, { x: 200 + face })));
  const trace = { ...honest.capture.trace, records: watched, recordBytes: watched.map(encodeRecord) };
  const frameDigests = shots.map(([picture]) => Uint8Array.of(picture));
  return notFrozen.judge({ ...honest, watched, capture: { ...honest.capture, trace, frameDigests } });
}
const shots = (length: number, of: (n: number) => readonly [number, number | undefined]) =>
  Array.from({ length }, (_, n) => of(n));

describe('not-frozen', () => {
  it('measures a still time of 0 if all pictures and faces differ', () => {
    expect(judge(shots(40, (n) => [n, n])).measured).toEqual({ longestMs: 0, distinct: 1 });
  });

  // Policy 4: at most 700 ms, and at least a quarter of the pictures distinct; an attack from more than 5 s, and from less than a
  // twentieth on. Records n and n + 14 are 700 ms apart, n and n + 100 are 5 s.
  it.each([
    ['a picture that stands for 700 ms', shots(40, (n) => [Math.max(14, n), n]), 700, 'bona-fide'],
    ['a picture that stands for 750 ms', shots(40, (n) => [Math.max(15, n), n]), 750, 'undetermined'],
    ['a face that stands for 750 ms', shots(40, (n) => [n, Math.max(15, n)]), 750, 'undetermined'],
    [
      'a face that stands still, with records without a face in between',
      shots(40, (n) => [n, n % 2 === 1 ? undefined : Math.max(16, n)]),
      800,
      'undetermined',
    ],
    ['a picture that stands for 5 s', shots(200, (n) => [Math.max(100, n), n]), 5_000, 'undetermined'],
    ['a picture that stands for longer', shots(200, (n) => [Math.max(101, n), n]), 5_050, 'attack'],
  ] as const)('judges %s', (_name, watched, longestMs, means) => {
    const { measured, ...found } = judge(watched);
    const passed = means === 'bona-fide';
    expect(found).toEqual({ passed, means, causes: passed ? [] : ['evidence-unusable'] });
    expect(measured['longestMs']).toBe(longestMs);
  });

  it.each([
    [10, 0.25, 'bona-fide'],
    [9, 0.225, 'undetermined'],
    [2, 0.05, 'undetermined'],
    [1, 0.025, 'attack'],
  ] as const)('measures in a loop of %i pictures over 40 frames a distinct share of %d', (loop, distinct, means) => {
    expect(judge(shots(40, (n) => [n % loop, n]))).toMatchObject({ means, measured: { distinct } });
  });

  it('judges records without a face by their pictures', () => {
    expect(judge(shots(40, (n) => [n, undefined]))).toMatchObject({ passed: true, measured: { distinct: 1 } });
    expect(judge(shots(40, () => [1, undefined])).passed).toBe(false);
  });
});
