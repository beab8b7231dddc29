import { policy } from '#protocol/policy/registry.ts';
import { expect, it } from 'vitest';
import { judgeForeign } from '../../../../assess/real/foreign.ts';
import { bump, filmed, neutral } from './filmed.ts';

it('tells for each window what would be foreign, and what it would answer', () => {
  const samples = filmed(7_000, (atMs) => ({
    mouthAperture: 0.02 + 0.6 * bump(atMs, 1_500, 900),
    yawDegrees: 0.95 * policy.action.turnHead.reachDegrees * bump(atMs, 5_200, 900),
  }));
  expect(judgeForeign({ sentence: 'bin blue' }, samples, neutral, policy)).toMatchObject([
    { kind: 'talking', fromMs: 0, toMs: 3_500, foreign: ['open-mouth'], answered: ['open-mouth'] },
    // Beyond the foreign bound, but short of a turn.
    { kind: 'talking', fromMs: 3_500, toMs: 7_000, foreign: ['turn-left'], answered: [] },
  ]);
});

it('counts blinks as an answer, but never as foreign', () => {
  const samples = filmed(3_400, (atMs) => ({
    eyeAspectRatio: 0.3 - 0.28 * Math.max(bump(atMs, 1_500, 320), bump(atMs, 2_000, 320), bump(atMs, 2_500, 320)),
  }));
  expect(judgeForeign({}, samples, neutral, policy)).toMatchObject([
    { kind: 'unlabelled', foreign: [], answered: ['blink'] },
  ]);
});
