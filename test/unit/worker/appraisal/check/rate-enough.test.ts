import { describe, expect, it } from 'vitest';
import { rateEnough } from '../../../../../worker/appraisal/check/rate-enough.ts';
import { honest, windowAt } from '../context.ts';

const judge = (...windows: ReturnType<typeof windowAt>[]) => rateEnough.judge({ ...honest, windows });

describe('rate-enough', () => {
  // Policy 3: 10 a second.
  it.each([
    ['10 a second', [windowAt(0, 10)], 10, true],
    ['9 a second', [windowAt(0, 9)], 9, false],
    ['30 a second, and 9 in another window', [windowAt(0, 30), windowAt(2_000, 9)], 9, false],
    ['30 a second, with a face in every third', [windowAt(0, 30, (n) => n % 3 === 0)], 10, true],
    ['27 a second, with a face in every third', [windowAt(0, 27, (n) => n % 3 === 0)], 9, false],
    ['no frame', [windowAt(0, 0)], 0, false],
  ] as const)('judges %s', (_name, windows, lowestHz, passed) => {
    expect(judge(...windows)).toMatchObject({
      passed,
      causes: passed ? [] : ['frames-too-few'],
      measured: { lowestHz },
    });
  });

  it('refuses a capture without windows, and measures nothing', () => {
    expect(judge()).toEqual({ passed: false, means: 'undetermined', causes: ['frames-too-few'], measured: {} });
  });
});
