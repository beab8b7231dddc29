import { answerAsk } from '#protocol/action/answer.ts';
import type { Ask } from '#protocol/action/action.ts';
import { reachOf } from '#protocol/action/reach.ts';
import { sampleOf, type Neutral } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { bothEyes } from '../measure/both-eyes.ts';
import { acted, nameOf, everyKnownAsk } from './acted.ts';

const resting = { eyeAspectRatio: 0.3, mouthAperture: 0.1, yawDegrees: 2, pitchDegrees: -3, rollDegrees: 0 };
const neutral: Neutral = bothEyes(resting);
const named = everyKnownAsk.map((ask) => [nameOf(ask), ask] as const);

describe('reachOf', () => {
  // What policy version 4 requires: eyes closed to 0.6 of the open eye, 13° of yaw, 10° of pitch, a mouth aperture of 0.35.
  it.each([
    ['eyes 20 % less open, where the reach is 40 %', { kind: 'blink', count: 2 }, { eyeAspectRatio: 0.24 }, 0.5],
    ['26° to the left', { kind: 'turn-head', direction: 'left' }, { yawDegrees: 28 }, 2],
    [
      '26° to the left, where the right was asked for',
      { kind: 'turn-head', direction: 'right' },
      { yawDegrees: 28 },
      -2,
    ],
    ['5° down', { kind: 'nod' }, { pitchDegrees: -8 }, 0.5],
    ['lips opened by half of the reach', { kind: 'open-mouth' }, { mouthAperture: 0.275 }, 0.5],
  ] as const satisfies readonly [string, Ask, object, number][])(
    'is computed for %s',
    (_name, ask, moved, expected) => {
      expect(reachOf(ask, { atMs: 0, ...bothEyes({ ...resting, ...moved }) }, neutral, policy.action)).toBeCloseTo(
        expected,
        9,
      );
    },
  );

  it.each(named)('of %s is over 1 at its peak and 0 at neutral', (_name, ask) => {
    const window = acted([ask]);
    const { peaks } = answerAsk(window, ask, policy.action);
    expect(reachOf(ask, window.samples[peaks[0]!]!, window.neutral, policy.action)).toBeGreaterThan(1);
    expect(reachOf(ask, { atMs: 0, ...neutral }, neutral, policy.action)).toBeCloseTo(0, 9);
  });

  it.each(named)('of %s is undefined if its signal was not measured', (_name, ask) => {
    expect(reachOf(ask, sampleOf({ atMs: 0, face: undefined }), neutral, policy.action)).toBeUndefined();
  });
});
