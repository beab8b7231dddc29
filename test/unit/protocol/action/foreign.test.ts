import type { Ask } from '#protocol/action/action.ts';
import { answerAsk } from '#protocol/action/answer.ts';
import { foreignActions } from '#protocol/action/foreign.ts';
import { movementOf } from '#protocol/action/table.ts';
import { sampleOf, type Neutral, type Sample, type Signal } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';
import { actions3 } from '#protocol/policy/replaced.ts';
import { describe, expect, it } from 'vitest';
import { acted, nameOf, everyKnownAsk } from './acted.ts';
import { bothEyes } from '../measure/both-eyes.ts';
import { bump, sampled, type Differing } from './sampled.ts';

const asks = everyKnownAsk;
const resting = { eyeAspectRatio: 0.3, mouthAperture: 0.1, yawDegrees: 2, pitchDegrees: -3, rollDegrees: 0 };
const neutral: Neutral = bothEyes(resting);
const blinks: Ask = { kind: 'blink', count: 3 };
const nod: Ask = { kind: 'nod' };
const mouth: Ask = { kind: 'open-mouth' };
const left: Ask = { kind: 'turn-head', direction: 'left' };

/** The foreign actions in one sample, moved from neutral by `moved`, in a window of this ask. */
const seen = (ask: Ask, moved: Partial<Record<Signal, number>>) => {
  const signals = Object.entries(moved).map(([signal, by]) => [signal, resting[signal as Signal] + by]);
  const samples: Sample[] = [{ atMs: 0, ...bothEyes({ ...resting, ...Object.fromEntries(signals) }) }];
  return foreignActions({ samples, before: [], neutral }, ask, policy.action);
};

describe('foreignActions', () => {
  // Policy 4: 12° of yaw, 8° of pitch, 0.28 of aperture.
  it.each([
    [blinks, { yawDegrees: 12.1 }, ['turn-left']],
    [blinks, { yawDegrees: -12.1 }, ['turn-right']],
    [blinks, { yawDegrees: 11.9 }, []],
    [blinks, { pitchDegrees: -8.1 }, ['nod']],
    [blinks, { pitchDegrees: 8.1 }, ['nod']],
    [blinks, { pitchDegrees: 7.9 }, []],
    [blinks, { mouthAperture: 0.29 }, ['open-mouth']],
    [blinks, { mouthAperture: 0.27 }, []],
    [nod, { mouthAperture: -0.3 }, []],
    [nod, { eyeAspectRatio: -0.3 }, []],
    [blinks, { yawDegrees: 13, pitchDegrees: 9 }, ['turn-left', 'nod']],
  ] as const)('in a window of %j with a sample %j from neutral are %j', (ask, moved, expected) => {
    expect(seen(ask, moved)).toEqual(expected);
  });

  it.each([
    [left, { pitchDegrees: 15.9 }, []],
    [left, { pitchDegrees: 16.1 }, ['nod']],
    [left, { mouthAperture: 0.39 }, []],
    [left, { mouthAperture: 0.41 }, ['open-mouth']],
    [left, { yawDegrees: -12.1 }, ['turn-right']],
    [nod, { yawDegrees: 12.8 }, []],
    [nod, { yawDegrees: 13.1 }, ['turn-left']],
    [nod, { mouthAperture: 0.33 }, []],
    [nod, { mouthAperture: 0.36 }, ['open-mouth']],
    [mouth, { pitchDegrees: 15.1 }, []],
    [mouth, { pitchDegrees: 16.1 }, ['nod']],
    [mouth, { pitchDegrees: -8.1 }, ['nod']],
  ] as const)('allow what people do with %j without meaning to: %j', (ask, moved, expected) => {
    expect(seen(ask, moved)).toEqual(expected);
  });

  it.each([
    ['in profile', { yawDegrees: 41 }, left],
    ['in a deep nod', { pitchDegrees: -21 }, nod],
  ] as const)('do not include a mouth that is measured as open %s', (_where, moved, ask) => {
    expect(seen(ask, { ...moved, mouthAperture: 0.8 })).toEqual([]);
  });

  describe('of a head that drifts', () => {
    const foreignIn = (differing: Differing, rateHz?: number) =>
      foreignActions(sampled(differing, rateHz), blinks, policy.action);
    const driftTo = (degrees: number, fromMs: number, toMs: number) => (atMs: number) =>
      degrees * Math.max(0, Math.min(1, (atMs - fromMs) / (toMs - fromMs)));

    it.each([10, 15, 30])('are none at %i frames a second: 14° in three seconds, and then held', (rateHz) => {
      const drift = driftTo(14, -1_500, 1_500);
      expect(foreignIn((atMs) => ({ yawDegrees: drift(atMs) }), rateHz)).toEqual([]);
      const before = sampled((atMs) => ({ yawDegrees: drift(atMs) }), rateHz);
      expect(foreignActions(before, blinks, actions3.action), 'in version 3 they are').toEqual(['turn-left']);
    });

    it('are a turn if it goes as far within a second', () => {
      const turn = driftTo(14, 500, 1_500);
      expect(foreignIn((atMs) => ({ yawDegrees: turn(atMs) }))).toEqual(['turn-left']);
    });

    it('are none if it comes back quickly from where it has been for seconds', () => {
      expect(foreignIn((atMs) => ({ yawDegrees: atMs < 1_000 ? 14 : 0 }))).toEqual([]);
    });

    it('are a turn if it is there and back in the window, however slowly', () => {
      const slow =
        (peak: number): Differing =>
        (atMs) => ({ yawDegrees: peak * bump(atMs, 0, 3_400) });
      expect(foreignIn(slow(13.5))).toEqual(['turn-left']);
      expect(answerAsk(sampled(slow(13.5)), left, policy.action).done).toBe(true);
      expect(foreignIn(slow(12.9))).toEqual([]);
      expect(answerAsk(sampled(slow(12.9)), left, policy.action).done).toBe(false);
    });
  });

  // What keeps the chance of a recording: what answers an ask is foreign where another was asked for, at any speed.
  const speeds = [600, 1_200, 2_000, 3_000];
  const shown: Readonly<Record<string, (share: number) => Partial<Neutral>>> = {
    'turn-left': (share) => ({ yawDegrees: 14 * share }),
    'turn-right': (share) => ({ yawDegrees: -14 * share }),
    nod: (share) => ({ pitchDegrees: -11 * share }),
    'open-mouth': (share) => ({ mouthAperture: 0.02 + 0.37 * share }),
  };
  const deliberate = asks.filter(({ kind }) => kind !== 'blink');
  const pairs = deliberate.flatMap((ask) =>
    deliberate.flatMap((other) => (other === ask ? [] : [[ask, other] as const])),
  );
  it.each(pairs.map(([ask, other]) => [nameOf(ask), nameOf(other), ask, other] as const))(
    'leave no movement that answers both %s and %s',
    (_ask, _other, ask, other) => {
      for (const lengthMs of speeds) {
        const both = sampled((atMs) => {
          const share = bump(atMs, 300, 300 + lengthMs);
          return { ...shown[movementOf(ask)]!(share), ...shown[movementOf(other)]!(share) };
        });
        const passes = (one: Ask) =>
          answerAsk(both, one, policy.action).done && foreignActions(both, one, policy.action).length === 0;
        expect([ask, other].filter(passes).length, `${lengthMs} ms`).toBeLessThan(2);
      }
    },
  );

  it('are empty if nothing was measured', () => {
    expect(foreignActions({ samples: [], before: [], neutral }, nod, policy.action)).toEqual([]);
    const unseen = sampleOf({ atMs: 0, face: undefined });
    expect(foreignActions({ samples: [unseen], before: [], neutral }, nod, policy.action)).toEqual([]);
  });

  it.each(asks.map((ask) => [nameOf(ask), ask] as const))(
    'do not include the action that was asked for: %s',
    (_name, ask) => {
      expect(foreignActions(acted([ask]), ask, policy.action)).toEqual([]);
    },
  );

  it('do not include natural blinks', () => {
    expect(foreignActions(acted([{ kind: 'blink', count: 2 }]), nod, policy.action)).toEqual([]);
  });

  it.each([
    [left, { kind: 'turn-head', direction: 'right' }],
    [
      { kind: 'turn-head', direction: 'right' },
      { kind: 'blink', count: 3 },
    ],
    [nod, mouth],
    [mouth, nod],
  ] as const satisfies readonly [Ask, Ask][])(
    'include an action that was not asked for: %j in a window of %j',
    (done, ask) => {
      expect(foreignActions(acted([ask, done]), ask, policy.action)).toEqual([movementOf(done)]);
    },
  );
});
