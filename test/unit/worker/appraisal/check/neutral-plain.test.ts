import type { Neutral } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { looksNeutral, neutralPlain } from '../../../../../worker/appraisal/check/neutral-plain.ts';
import { honest } from '../context.ts';

const signals = { eyeAspectRatio: 0.3, mouthAperture: 0, yawDegrees: 0, pitchDegrees: 0, rollDegrees: 0 };
const straight: Neutral = { ...signals, eyes: { right: 0.3, left: 0.3 } };

describe('looksNeutral', () => {
  // Policy 4: 20° of yaw and roll, 25° of pitch, eyes at least 0.1 open, mouth at most 0.45.
  it.each([
    [{}, true],
    [{ yawDegrees: -20 }, true],
    [{ yawDegrees: -20.1 }, false],
    [{ pitchDegrees: 25 }, true],
    [{ pitchDegrees: -25.1 }, false],
    [{ rollDegrees: 20.1 }, false],
    [{ eyeAspectRatio: 0.1 }, true],
    [{ eyeAspectRatio: 0.099 }, false],
    [{ mouthAperture: 0.45 }, true],
    [{ mouthAperture: 0.451 }, false],
    [{ yawDegrees: NaN }, false],
  ])('with %j is %s', (change, expected) => {
    expect(looksNeutral({ ...straight, ...change }, policy.face.neutral)).toBe(expected);
  });
});

describe('neutral-plain', () => {
  it('measures the signals of the neutral face', () => {
    const { measured } = neutralPlain.judge({ ...honest, reading: { ...honest.reading, neutral: straight } });
    expect(measured).toEqual(signals);
  });

  it('refuses a lead-in without a face, and measures nothing', () => {
    const blind = neutralPlain.judge({ ...honest, reading: { ...honest.reading, neutral: undefined } });
    expect(blind).toEqual({ passed: false, means: 'undetermined', causes: ['portrait-missing'], measured: {} });
  });
});
