import { describe, expect, it } from 'vitest';
import { listenerOf } from '../../../../widget/run/listener.ts';
import { emptyStage, type StageState } from '../../../../widget/run/stage-state.ts';
import type { Phase } from '../../../../widget/phase.ts';
import type { Observation } from '../../../../widget/vision/api.ts';

function attempt() {
  let stage: StageState = emptyStage;
  const phases: Phase[] = [];
  let seen = 0;
  const listener = listenerOf({
    video: () => Promise.reject(new Error('no video here')),
    card: () => Promise.reject(new Error('no card here')),
    show: (change) => {
      stage = { ...stage, ...change };
    },
    advance: (to) => phases.push(to),
    onSeen: () => {
      seen += 1;
    },
  });
  return { listener, phases, stage: () => stage, seen: () => seen };
}

const observation: Observation = {
  timestampMs: 0,
  traceMs: undefined,
  position: 'well-placed',
  widthPx: 640,
  heightPx: 480,
  faces: 1,
  box: undefined,
  light: undefined,
  yawDegrees: undefined,
  pitchDegrees: undefined,
  mouthAperture: undefined,
  eyeSurround: undefined,
};

describe('an attempt', () => {
  it('shows a position only once it has lasted, and reports every frame', () => {
    const { listener, stage, seen } = attempt();
    listener.onSeen({ ...observation, position: 'too-dark', timestampMs: 0 });
    expect(stage().position).toBe(undefined);
    listener.onSeen({ ...observation, position: 'too-dark', timestampMs: 500 });
    expect(stage().position).toBe('too-dark');
    expect(seen()).toBe(2);
  });

  it('shows how long the face was held, as a share of the challenge’s lead-in', () => {
    const { listener, stage } = attempt();
    listener.onSeen({ ...observation, traceMs: 500 });
    expect(stage().heldShare).toBe(0);
    listener.onChallenge(1_000);
    listener.onSeen({ ...observation, traceMs: 500 });
    expect(stage().heldShare).toBe(0.5);
    listener.onSeen({ ...observation, traceMs: 3_000 });
    expect(stage().heldShare).toBe(1);
  });

  it('begins each window as not yet answered', () => {
    const { listener, stage, phases } = attempt();
    const ask = { ask: { kind: 'nod' }, remainingMs: 400 } as const;
    listener.onWatching();
    listener.onWindow(0, 2, ask);
    expect(stage().followed).toEqual({ ask: ask.ask, isEnough: false, isAnswered: false, blinks: 0 });
    listener.onWindow(1, 2, undefined);
    expect(phases).toEqual([
      { name: 'positioning' },
      { name: 'acting', done: 0, windows: 2, ask },
      { name: 'acting', done: 1, windows: 2, ask: undefined },
    ]);
  });

  it('shows no camera while it sends', () => {
    const { listener, stage, phases } = attempt();
    listener.onPicture(true);
    expect(stage().hasCamera).toBe(true);
    listener.onSending();
    expect(stage().hasCamera).toBe(false);
    expect(phases).toEqual([{ name: 'sending' }]);
  });
});
