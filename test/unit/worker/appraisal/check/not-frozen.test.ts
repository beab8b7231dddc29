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

  // Policy 3: less than 700 ms, and at least a quarter of the pictures distinct. Records n and n + 13 are 650 ms apart,
  // n and n + 14 are 700.
  it.each([
    ['a picture that stands for 650 ms', shots(40, (n) => [Math.max(13, n), n]), 650, true],
    ['a picture that stands for 700 ms', shots(40, (n) => [Math.max(14, n), n]), 700, false],
    ['a face that stands for 700 ms', shots(40, (n) => [n, Math.max(14, n)]), 700, false],
    [
      'a face that stands still, with records without a face in between',
      shots(40, (n) => [n, n % 2 === 1 ? undefined : Math.max(14, n)]),
      700,
      false,
    ],
  ] as const)('judges %s', (_name, watched, longestMs, passed) => {
    const { measured, ...found } = judge(watched);
    expect(found).toMatchObject({ passed, causes: passed ? [] : ['evidence-unusable'] });
    expect(measured['longestMs']).toBe(longestMs);
  });

  it.each([
    [10, 0.25, true],
    [9, 0.225, false],
  ])('measures in a loop of %i pictures over 40 frames a distinct share of %d', (loop, distinct, passed) => {
    expect(judge(shots(40, (n) => [n % loop, n]))).toMatchObject({ passed, measured: { distinct } });
  });

  it('judges records without a face by their pictures', () => {
    expect(judge(shots(40, (n) => [n, undefined]))).toMatchObject({ passed: true, measured: { distinct: 1 } });
    expect(judge(shots(40, () => [1, undefined])).passed).toBe(false);
  });
});
