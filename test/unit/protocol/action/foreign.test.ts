import type { Ask } from '#protocol/action/action.ts';
import { foreignActions } from '#protocol/action/foreign.ts';
import { movementOf } from '#protocol/action/table.ts';
import { sampleOf, type Neutral, type Sample } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { acted, nameOf, everyKnownAsk } from './acted.ts';

const asks = everyKnownAsk;
const neutral: Neutral = { eyeAspectRatio: 0.3, mouthAperture: 0.1, yawDegrees: 2, pitchDegrees: -3, rollDegrees: 0 };
const nod: Ask = { kind: 'nod' };
const mouth: Ask = { kind: 'open-mouth' };
const left: Ask = { kind: 'turn-head', direction: 'left' };

/** The foreign actions in one sample, moved from neutral by `moved`, in a window of this ask. */
const seen = (ask: Ask, moved: Partial<Neutral>) => {
  const sample: Sample = { atMs: 0, ...neutral };
  const signals = Object.entries(moved).map(([signal, by]) => [signal, neutral[signal as keyof Neutral] + by]);
  return foreignActions({ samples: [{ ...sample, ...Object.fromEntries(signals) }], neutral }, ask, policy.action);
};

describe('foreignActions', () => {
  // Policy 3: 12° of yaw, 8° of pitch, 0.2 of aperture.
  it.each([
    [nod, { yawDegrees: 12.1 }, ['turn-left']],
    [nod, { yawDegrees: -12.1 }, ['turn-right']],
    [nod, { yawDegrees: 11.9 }, []],
    [mouth, { pitchDegrees: -8.1 }, ['nod']],
    [mouth, { pitchDegrees: 8.1 }, ['nod']],
    [mouth, { pitchDegrees: 7.9 }, []],
    [nod, { mouthAperture: 0.21 }, ['open-mouth']],
    [nod, { mouthAperture: -0.3 }, []],
    [nod, { eyeAspectRatio: -0.3 }, []],
    [mouth, { yawDegrees: 13, pitchDegrees: 9 }, ['turn-left', 'nod']],
  ] as const)('in a window of %j with a sample %j from neutral are %j', (ask, moved, expected) => {
    expect(seen(ask, moved)).toEqual(expected);
  });

  it.each([
    [{ pitchDegrees: 15.9 }, []],
    [{ pitchDegrees: 16.1 }, ['nod']],
    [{ mouthAperture: 0.39 }, []],
    [{ mouthAperture: 0.41 }, ['open-mouth']],
    [{ yawDegrees: -12.1 }, ['turn-right']],
  ] as const)(
    'allow a turned head twice the tilt and aperture, but no more of the opposite turn: %j',
    (moved, expected) => {
      expect(seen(left, moved)).toEqual(expected);
    },
  );

  it('are empty if nothing was measured', () => {
    expect(foreignActions({ samples: [], neutral }, nod, policy.action)).toEqual([]);
    const unseen = sampleOf({ atMs: 0, face: undefined });
    expect(foreignActions({ samples: [unseen], neutral }, nod, policy.action)).toEqual([]);
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
