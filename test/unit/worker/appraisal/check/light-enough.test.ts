import { describe, expect, it } from 'vitest';
import { lightEnough } from '../../../../../worker/appraisal/check/light-enough.ts';
import { honest } from '../context.ts';
import { empty, recordOf } from './records.ts';

const grey = (n: number, level: number) => ({ ...recordOf(n), skin: [level, level, level] as const });
const judge = (...watched: Parameters<typeof lightEnough.judge>[0]['watched']) =>
  lightEnough.judge({ ...honest, watched });

describe('light-enough', () => {
  // Policy 3: 45 to 240 of 255. The luma of a grey is the grey.
  it.each([
    [44, ['too-dark']],
    [46, []],
    [239, []],
    [241, ['too-bright']],
  ])('gives skin of luma %i the causes %j', (level, causes) => {
    expect(judge(grey(0, level))).toMatchObject({ passed: causes.length === 0, causes });
  });

  it('measures the median of the records with a face', () => {
    expect(judge(grey(0, 20), grey(1, 100), grey(2, 250), empty(3), empty(4)).measured['skin']).toBeCloseTo(100, 9);
  });

  it('calls a capture without a face too dark, and measures nothing', () => {
    expect(judge(empty(0))).toEqual({ passed: false, means: 'undetermined', causes: ['too-dark'], measured: {} });
  });
});
