import { mouthAperture } from '#protocol/measure/mouth-aperture.ts';
import { mouthWidth } from '#protocol/measure/mouth-width.ts';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { describe, expect, it } from 'vitest';
import { neutralPose, syntheticFace } from '../../../../assess/synthetic/face.ts';

describe('mouthAperture', () => {
  it('rises as the jaw opens', () => {
    const at = [0, 0.5, 1].map((jawOpen) => mouthAperture(syntheticFace({ ...neutralPose, jawOpen }))!);
    expect(at[0]).toBeLessThan(0.15);
    expect(at[1]).toBeGreaterThan(at[0]! + 0.2);
    expect(at[2]).toBeGreaterThan(at[1]! + 0.2);
  });

  it('does not depend on distance', () => {
    const [near, far] = [40, 60].map((distanceCm) =>
      mouthAperture(syntheticFace({ ...neutralPose, jawOpen: 0.6, distanceCm })),
    );
    expect(near).toBeCloseTo(far!, 1);
  });

  it('and mouthWidth are undefined when the corners coincide', () => {
    const flat = tracedIndices.map(() => ({ x: 1, y: 1 }));
    expect(mouthAperture(flat)).toBeUndefined();
    expect(mouthWidth(flat)).toBeUndefined();
  });
});

describe('mouthWidth', () => {
  it('is the lips’ width over the eyes’', () => {
    expect(mouthWidth(syntheticFace({ ...neutralPose, distanceCm: 4_000 }))).toBeCloseTo(2.4562 / 4.4459, 2);
  });
});
