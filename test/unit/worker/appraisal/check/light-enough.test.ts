import type { FacialLight } from '#protocol/measure/facial-light.ts';
import { describe, expect, it } from 'vitest';
import { lightEnough } from '../../../../../worker/appraisal/check/light-enough.ts';
import type { SeenFrame } from '../../../../../worker/capture/capture.ts';
import { honest } from '../context.ts';

const { first } = honest.windows[0]!;
const [known] = honest.revealed;

const frame = (index: number, light: FacialLight | undefined): SeenFrame => ({
  ...known!,
  index,
  reading: { ...known!.reading!, light },
});

const judge = (...revealed: SeenFrame[]) => lightEnough.judge({ ...honest, revealed });

describe('light-enough', () => {
  // Policy 4: a contrast of at least 20, noise of at most 0.1 of it, and seven tenths of the skin overexposed at most.
  it.each([
    ['enough contrast', { contrast: 20.5, noise: 0.02, clipped: 0 }, []],
    ['too little contrast', { contrast: 19.5, noise: 0.02, clipped: 0 }, ['too-dark']],
    ['little noise', { contrast: 100, noise: 0.095, clipped: 0 }, []],
    ['too much noise', { contrast: 100, noise: 0.105, clipped: 0 }, ['too-dark']],
    ['bright skin with some shading', { contrast: 100, noise: 0.002, clipped: 0.65 }, []],
    ['overexposed skin', { contrast: 80, noise: 0.001, clipped: 0.75 }, ['too-bright']],
  ])('gives %s the right causes', (_, light, causes) => {
    expect(judge(frame(0, light))).toMatchObject({ passed: causes.length === 0, causes, measured: light });
  });

  it('measures the median of the lead-in, and of nothing later', () => {
    const lit = (contrast: number) => ({ contrast, noise: contrast / 1_000, clipped: contrast / 1_000 });
    const leadIn = [frame(0, lit(10)), frame(1, lit(50)), frame(2, lit(60))];
    expect(judge(...leadIn, frame(first, lit(5)), frame(first + 1, lit(6)))).toMatchObject({
      passed: true,
      measured: lit(50),
    });
  });

  it('finds no usable picture if the light was measured in none', () => {
    const nothing = { passed: false, means: 'undetermined', causes: ['portrait-missing'], measured: {} };
    expect(judge(frame(0, undefined), { ...frame(1, undefined), reading: undefined })).toEqual(nothing);
    expect(judge(frame(first, { contrast: 90, noise: 0.01, clipped: 0 }))).toEqual(nothing);
  });
});
