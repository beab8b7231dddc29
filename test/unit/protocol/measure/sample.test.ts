import { neutralOf, sampleOf, type Sample } from '#protocol/measure/sample.ts';
import { describe, expect, it } from 'vitest';
import { neutralPose, syntheticFace } from '../../../../assess/synthetic/face.ts';
import { traced } from './traced.ts';

/** Eyes 30 px wide: the right one is 9 px open (0.3), the left one 15 px (0.5). */
const right = { 33: [0, 0], 160: [10, -4.5], 158: [20, -4.5], 133: [30, 0], 153: [20, 4.5], 144: [10, 4.5] } as const;
const left = { 263: [90, 0], 387: [80, -7.5], 385: [70, -7.5], 362: [60, 0], 380: [70, 7.5], 373: [80, 7.5] } as const;

const unseen: Sample = sampleOf({ atMs: 7, face: undefined });

describe('sampleOf', () => {
  it('has no signal without a face', () => {
    expect(unseen).toEqual({ atMs: 7 });
  });

  it('has the mean of both eyes', () => {
    const face = traced({ ...right, ...left });
    const { eyeAspectRatio, eyes } = sampleOf({ atMs: 0, face });
    expect(eyeAspectRatio).toBeCloseTo(0.4, 9);
    expect((eyes!.right + eyes!.left) / 2).toBe(eyeAspectRatio);
    expect(eyes!.right).not.toBe(eyes!.left);
  });

  it('has no eye aspect ratio if one eye could not be measured', () => {
    const face = traced(right);
    expect(sampleOf({ atMs: 0, face }).eyeAspectRatio).toBeUndefined();
  });

  it('measures nothing if all points coincide', () => {
    expect(sampleOf({ atMs: 0, face: traced({}) })).toEqual({ atMs: 0 });
  });

  it('does not depend on where the face is', () => {
    const face = syntheticFace(neutralPose);
    const here = sampleOf({ atMs: 0, face });
    const there = sampleOf({ atMs: 0, face: face.map(({ x, y }) => ({ x: x + 40, y: y - 25 })) });
    expect(there.eyeAspectRatio).toBeCloseTo(here.eyeAspectRatio!, 9);
    expect(there.mouthAperture).toBeCloseTo(here.mouthAperture!, 9);
    expect(there.yawDegrees).toBeCloseTo(here.yawDegrees!, 9);
    expect(there.pitchDegrees).toBeCloseTo(here.pitchDegrees!, 9);
    expect(there.rollDegrees).toBeCloseTo(here.rollDegrees!, 9);
  });
});

describe('neutralOf', () => {
  const sample = (n: number): Sample => ({
    atMs: n,
    eyeAspectRatio: n / 10,
    eyes: { right: n / 20, left: (3 * n) / 20 },
    mouthAperture: n / 100,
    yawDegrees: n,
    pitchDegrees: -n,
    rollDegrees: 2 * n,
  });

  it('is the median of each signal separately', () => {
    expect(neutralOf([sample(3), unseen, sample(1), sample(2)])).toEqual({
      eyeAspectRatio: 0.2,
      eyes: { right: 0.1, left: 0.3 },
      mouthAperture: 0.02,
      yawDegrees: 2,
      pitchDegrees: -2,
      rollDegrees: 4,
    });
  });

  it('is undefined if any signal was never measured', () => {
    expect(neutralOf([])).toBeUndefined();
    expect(neutralOf([unseen])).toBeUndefined();
    for (const signal of ['eyeAspectRatio', 'eyes', 'mouthAperture', 'yawDegrees', 'pitchDegrees', 'rollDegrees']) {
      expect(neutralOf([{ ...sample(1), [signal]: undefined }]), signal).toBeUndefined();
    }
  });
});
