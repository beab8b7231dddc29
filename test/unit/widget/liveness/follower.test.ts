import { describe, expect, it } from 'vitest';
import type { Ask } from '#protocol/action/action.ts';
import type { Sample } from '#protocol/measure/sample.ts';
import { bothEyes } from '../../protocol/measure/both-eyes.ts';
import { Follower } from '../../../../widget/liveness/follower.ts';

describe('Follower', () => {
  const neutral = { eyeAspectRatio: 0.3, mouthAperture: 0.02, yawDegrees: 0, pitchDegrees: 0, rollDegrees: 0 };
  const follow = (ask: Ask, signal: keyof typeof neutral, values: readonly (number | undefined)[]) => {
    const follower = new Follower();
    const sample = (n: number, changed: object): Sample => ({ atMs: n * 50, ...bothEyes({ ...neutral, ...changed }) });
    for (let n = 0; n < 30; n += 1) follower.see(sample(n, {}));
    follower.begin(ask);
    return values.map((value, n) => follower.see(sample(30 + n, { [signal]: value })));
  };

  it('counts blinks up to the number that was asked for', () => {
    const blink = [0.3, 0.3, 0.3, 0.3, 0.1, 0.1, 0.3];
    const seen = follow({ kind: 'blink', count: 3 }, 'eyeAspectRatio', [...blink, ...blink, ...blink, ...blink]);
    expect([...new Set(seen.map(({ blinks }) => blinks))]).toEqual([0, 1, 2, 3]);
    expect(seen.at(-1)!.isAnswered).toBe(true);
  });

  it('says that a turn is enough at about 25°, until the head is back', () => {
    const seen = follow(
      { kind: 'turn-head', direction: 'right' },
      'yawDegrees',
      [0, 0, 0, 0, 0, -12, -22, -26, -19, -24, -9, -5, 0],
    );
    expect(seen.map(({ isEnough }) => isEnough)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0].map(Boolean));
    expect(seen.map(({ isAnswered }) => isAnswered).indexOf(true)).toBe(10);
  });

  it('says that a nod is enough at about 15°, also while the face is lost', () => {
    const seen = follow({ kind: 'nod' }, 'pitchDegrees', [0, 0, 0, 0, 0, -12, -16, undefined, undefined, -12, -4, 0]);
    expect(seen.map(({ isEnough }) => isEnough)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0].map(Boolean));
  });

  it('takes back that it is enough if the head is back and nothing was answered', () => {
    // Begun before a person can react, so it is no answer.
    const seen = follow({ kind: 'nod' }, 'pitchDegrees', [0, -12, -20, -12, 0]);
    expect(seen.map(({ isEnough }) => isEnough)).toEqual([false, false, true, true, false]);
    expect(seen.at(-1)!.isAnswered).toBe(false);
  });

  it('counts blinks of eyes that are narrower than in the lead-in', () => {
    const follower = new Follower();
    for (let n = 0; n < 30; n += 1) follower.see({ atMs: n * 50, ...bothEyes(neutral) });
    follower.begin({ kind: 'nod' });
    for (let n = 30; n < 70; n += 1) follower.see({ atMs: n * 50, ...bothEyes({ ...neutral, eyeAspectRatio: 0.22 }) });
    follower.begin({ kind: 'blink', count: 3 });
    const blink = [0.22, 0.22, 0.02, 0.22];
    const seen = blink.map((eyeAspectRatio, n) =>
      follower.see({ atMs: (70 + n) * 50, ...bothEyes({ ...neutral, eyeAspectRatio }) }),
    );
    expect(seen.at(-1)!.blinks).toBe(1);
  });

  it('never says that blinks are enough', () => {
    const seen = follow({ kind: 'blink', count: 4 }, 'eyeAspectRatio', [0.3, 0.3, 0.3, 0.3, 0.02, 0.01, 0.3]);
    expect(seen.some(({ isEnough }) => isEnough)).toBe(false);
  });

  it('counts a turn once the head is back, and only in the direction that was asked for', () => {
    const away = [0, 0, 0, 0, 0, 10, 20, 20];
    const left = { kind: 'turn-head', direction: 'left' } as const;
    expect(follow(left, 'yawDegrees', away).at(-1)!.isAnswered).toBe(false);
    expect(follow(left, 'yawDegrees', [...away, 5, 0]).at(-1)!.isAnswered).toBe(true);
    const other = [...away, 5, 0].map((degrees) => -degrees);
    expect(follow(left, 'yawDegrees', other).at(-1)!.isAnswered).toBe(false);
  });
});
