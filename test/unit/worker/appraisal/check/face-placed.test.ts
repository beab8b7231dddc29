import { describe, expect, it } from 'vitest';
import { facePlaced } from '../../../../../worker/appraisal/check/face-placed.ts';
import { honest } from '../context.ts';
import { empty, recordOf } from './records.ts';

const judge = (...watched: ReturnType<typeof recordOf>[]) => facePlaced.judge({ ...honest, watched });

describe('face-placed', () => {
  // Policy 3: 0.2 to 0.8 of the short side, which is 480 px: 96 to 384 px.
  it.each([
    [95, ['face-too-small']],
    [97, []],
    [383, []],
    [385, ['face-too-close']],
  ])('gives a face %i px wide the causes %j', (widthPx, causes) => {
    expect(judge(recordOf(0, { widthPx }))).toMatchObject({ passed: causes.length === 0, causes });
  });

  it('measures the median width, and the smallest share of points inside the frame', () => {
    const widths = [96, 240, 384].map((widthPx, n) => recordOf(n, { widthPx }));
    expect(judge(...widths).measured).toEqual({ width: 0.5, inside: 1 });
    // One of its 64 points lies outside: the ear.
    expect(judge(recordOf(0), recordOf(1, { x: 60 })).measured['inside']).toBeCloseTo(63 / 64, 9);
  });

  it('refuses a face that is outside the picture in a single frame', () => {
    const outside = { ...recordOf(1), face: recordOf(1).face!.map(({ x, y }) => ({ x: x - 400, y })) };
    expect(judge(recordOf(0), outside, recordOf(2))).toMatchObject({ passed: false, causes: ['face-missing'] });
  });

  it('refuses a capture without a face, and measures nothing', () => {
    expect(judge(empty(0))).toEqual({ passed: false, means: 'undetermined', causes: ['face-missing'], measured: {} });
  });
});
