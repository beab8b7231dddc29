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

  it('does not count the time in which a nod hides the face', () => {
    const lost = windowAt(0, 12, (n) => n < 4 || n >= 9);
    expect(judge(lost).passed).toBe(false);
    const hidden = { startMs: lost.samples[3]!.atMs, endMs: lost.samples[9]!.atMs };
    const { passed, measured } = judge({ ...lost, hidden });
    expect(passed).toBe(true);
    expect(measured.lowestHz).toBeCloseTo((7 * 1_000) / (1_000 - 500), 1);
  });

  it('refuses a capture without windows, and measures nothing', () => {
    expect(judge()).toEqual({ passed: false, means: 'undetermined', causes: ['frames-too-few'], measured: {} });
  });
});
