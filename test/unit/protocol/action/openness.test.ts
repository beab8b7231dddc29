import { blinksIn } from '#protocol/action/blink.ts';
import { opennessOf } from '#protocol/action/openness.ts';
import { policy } from '#protocol/policy/registry.ts';
import { actions3 } from '#protocol/policy/replaced.ts';
import { describe, expect, it } from 'vitest';
import { bump, neutral, sampled, type Differing } from './sampled.ts';

const { action } = policy;
const rest = neutral.eyeAspectRatio;

/** Eyes at this share of their rest in the lead-in, each blink closing them to a tenth of that share. */
const eyes =
  (shareAt: (atMs: number) => number, ...blinksMs: readonly number[]): Differing =>
  (atMs) => ({
    eyeAspectRatio: rest * shareAt(atMs) * (1 - 0.9 * Math.max(0, ...blinksMs.map((ms) => bump(atMs, ms, ms + 240)))),
  });

const countOf = (differing: Differing, rateHz = 20) => blinksIn(sampled(differing, rateHz), action).length;

describe('openness', () => {
  it('is measured against the eye as it has been for two seconds, also before the window', () => {
    const narrowed = sampled(eyes((atMs) => (atMs < -2_500 ? 1 : 0.75)));
    expect(opennessOf(narrowed, action).map((value) => value!.toFixed(2))).toEqual(narrowed.samples.map(() => '1.00'));
    const before = actions3.action;
    expect(opennessOf(narrowed, before)[0]).toBeCloseTo(0.75, 9);
  });

  it('is that of the neutral face while too few eyes were seen', () => {
    const { samples } = sampled(eyes(() => 0.75));
    const unknown = opennessOf({ samples, before: [], neutral }, action);
    expect(unknown[6]).toBeCloseTo(0.75, 9);
    expect(unknown[7]).toBeCloseTo(1, 9);
  });

  it.each([
    ['closed', 0.1, 0.1 / 0.7],
    ['narrowed slowly', 0.5, 0.5 / 0.7],
    ['widened', 2, 2 / 1.3],
  ] as const)('of eyes that are held %s does not become 1', (_how, share, expected) => {
    expect(opennessOf(sampled(eyes(() => share)), action).at(-1)).toBeCloseTo(expected, 9);
  });

  it('is not measured in profile', () => {
    const turned = (yawDegrees: number) =>
      opennessOf(
        sampled(() => ({ yawDegrees })),
        action,
      )[0];
    expect([turned(34.9), turned(-34.9)]).toEqual([1, 1]);
    expect([turned(35.1), turned(-35.1)]).toEqual([undefined, undefined]);
  });
});

describe('blinks', () => {
  it.each([10, 15, 24, 30])(
    'are seen at %i frames a second in eyes that are wide in the lead-in and narrow later',
    (rateHz) => {
      const differing = eyes((atMs) => (atMs < -2_000 ? 1 : 0.72), 500, 1_000, 1_500);
      expect(countOf(differing, rateHz)).toBe(3);
      const narrowed = sampled(differing, rateHz);
      expect(blinksIn(narrowed, actions3.action), 'version 3 misses them').toHaveLength(0);
    },
  );

  it('are seen in the eye that is closed further, where the mesh does not see the other one close', () => {
    const hidden =
      (hiddenShare: number): Differing =>
      (atMs) => {
        const closed = Math.max(0, ...[600, 1_000, 1_400].map((ms) => bump(atMs, ms, ms + 240)));
        const right = rest * (1 - 0.5 * closed);
        const left = rest * (1 - hiddenShare * closed);
        return { eyes: { right, left }, eyeAspectRatio: (right + left) / 2 };
      };
    expect(countOf(hidden(0.05))).toBe(3);
    expect(blinksIn(sampled(hidden(0.05)), actions3.action), 'version 3 has the mean of both').toHaveLength(0);
    expect(blinksIn(sampled(hidden(0.6)), actions3.action)).toHaveLength(3);
  });

  it('are not seen in an eye that is always narrower than the other one', () => {
    const one = { right: 0.15, left: 0.3 };
    const neutralOfOne = { ...neutral, eyes: one };
    const { samples, before } = sampled(() => ({ eyes: one, eyeAspectRatio: 0.225 }));
    expect(blinksIn({ samples, before, neutral: neutralOfOne }, action)).toHaveLength(0);
    expect(opennessOf({ samples, before, neutral: neutralOfOne }, action).at(-1)).toBeCloseTo(1, 9);
  });

  it('are not seen in eyes that narrow to six tenths within the window and open again', () => {
    expect(countOf((atMs) => ({ eyeAspectRatio: rest * (1 - 0.38 * bump(atMs, 500, 2_500)) }))).toBe(0);
  });

  it('are not seen in eyes that stay closed for seconds, however they flicker', () => {
    const flickering = (atMs: number) => (atMs > 300 ? 0.06 + 0.05 * Math.sin(atMs / 90) : 1);
    expect(countOf((atMs) => ({ eyeAspectRatio: rest * flickering(atMs) }))).toBe(0);
  });

  it('are not seen in eyes of a face that turns into profile, where the mesh closes them', () => {
    const turning: Differing = (atMs) => {
      const yawDegrees = 60 * bump(atMs, 500, 2_000);
      return { yawDegrees, eyeAspectRatio: yawDegrees > 40 ? 0.05 : rest };
    };
    expect(countOf(turning)).toBe(0);
  });

  it('of slowly narrowed eyes have to go at least as far below the neutral eye as before', () => {
    const squinting = (depth: number) => eyes((atMs) => (atMs > 500 && atMs < 700 ? depth : 0.4));
    expect(countOf(squinting(0.3))).toBe(0);
  });
});
