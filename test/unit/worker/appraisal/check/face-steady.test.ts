import { describe, expect, it } from 'vitest';
import { faceSteady } from '../../../../../worker/appraisal/check/face-steady.ts';
import { honest } from '../context.ts';
import { empty, recordOf } from './records.ts';

const judge = (...watched: ReturnType<typeof recordOf>[]) => faceSteady.judge({ ...honest, watched });

describe('face-steady', () => {
  it('measures the largest shift in face widths, and the largest growth or shrinkage', () => {
    const { measured } = judge(
      recordOf(0, { widthPx: 100 }),
      recordOf(1, { x: 350, y: 280, widthPx: 100 }), // 30 and 40 px: 50 px
      recordOf(2, { x: 350, y: 280, widthPx: 80 }),
    );
    expect(measured['shift']).toBeCloseTo(0.5, 9);
    expect(measured['growth']).toBeCloseTo(1.25, 9);
  });

  // Policy 3: 0.4 of a width, a factor of 1.35.
  it.each([
    ['stands still', {}, true],
    ['moves 0.39 of its width', { x: 320 + 62.4 }, true],
    ['moves 0.41 of its width', { x: 320 + 65.6 }, false],
    ['grows by 1.34', { widthPx: 160 * 1.34 }, true],
    ['grows by 1.36', { widthPx: 160 * 1.36 }, false],
    ['shrinks by 1.36', { widthPx: 160 / 1.36 }, false],
  ] as const)('judges a face that %s', (_name, next, passed) => {
    expect(judge(recordOf(0), recordOf(1, next))).toMatchObject({ passed, causes: passed ? [] : ['moved-too-fast'] });
  });

  it('compares faces across records without a face, so that these cannot hide a jump', () => {
    expect(judge(recordOf(0), empty(1), recordOf(2, { x: 480 })).passed).toBe(false);
  });

  it('passes a capture with fewer than two faces', () => {
    for (const watched of [[], [empty(0)], [recordOf(0)]]) {
      expect(judge(...watched)).toEqual({
        passed: true,
        means: 'bona-fide',
        causes: [],
        measured: { shift: 0, growth: 1 },
      });
    }
  });
});
