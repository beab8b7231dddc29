import { sampleOf } from '#protocol/measure/sample.ts';
import { describe, expect, it } from 'vitest';
import { neutralPose, syntheticFace } from '../../../../assess/synthetic/face.ts';
import { seenNeutral } from '../../../../worker/appraisal/seen-neutral.ts';
import type { SeenFrame } from '../../../../worker/capture/capture.ts';
import { honest } from './context.ts';

const { windows } = honest;
const { first } = windows[0]!;
const faceAt = (yawDegrees: number) => syntheticFace({ ...neutralPose, yawDegrees });
const yawOf = (yawDegrees: number) => sampleOf({ atMs: 0, face: faceAt(yawDegrees) }).yawDegrees;

/** A revealed frame with one face at the claimed place, and another one that the detector found. */
const frame = (index: number, claimed: number, found = claimed): SeenFrame => ({
  index,
  jpeg: undefined,
  digest: undefined,
  reading: {
    faces: 1,
    face: faceAt(claimed),
    found: faceAt(found),
    skin: [180, 140, 120],
    light: undefined,
    background: [90, 95, 100],
  },
});

describe('seenNeutral', () => {
  it('is the median over only the frames before the first window', () => {
    const revealed = [frame(0, 1), frame(3, 2), frame(first - 1, 6), frame(first, 20), frame(first + 9, 20)];
    expect(seenNeutral(windows, revealed, 'face')?.yawDegrees).toBe(yawOf(2));
  });

  it('is computed from the face that is asked for', () => {
    const revealed = [frame(0, 1, 9)];
    expect(seenNeutral(windows, revealed, 'face')?.yawDegrees).toBe(yawOf(1));
    expect(seenNeutral(windows, revealed, 'found')?.yawDegrees).toBe(yawOf(9));
  });

  it('is undefined if nothing was read in the lead-in', () => {
    expect(seenNeutral(windows, [frame(first, 0)], 'face')).toBeUndefined();
    expect(seenNeutral(windows, [{ ...frame(0, 0), reading: undefined }], 'face')).toBeUndefined();
    expect(seenNeutral([], [frame(0, 0)], 'face')).toBeUndefined();
  });
});
