import { distance, leftEye, pointOf, rightEye, tracedIndices } from '#protocol/measure/landmark.ts';
import { describe, expect, it } from 'vitest';
import { neutralPose, syntheticFace } from '../../../../assess/synthetic/face.ts';
import { traced } from './traced.ts';

it('distance is Euclidean', () => {
  expect(distance({ x: 1, y: 2 }, { x: 4, y: 6 })).toBe(5);
});

describe('tracedIndices', () => {
  it('are 64 points of a mesh of 468, each once', () => {
    expect(new Set(tracedIndices).size).toBe(64);
    for (const index of tracedIndices) expect(index >= 0 && index < 468, `${index}`).toBe(true);
  });
});

describe('pointOf', () => {
  it('returns the point with that index in the mesh', () => {
    expect(pointOf(traced({ 454: [7, 9] }), 454)).toEqual({ x: 7, y: 9 });
  });

  it('throws if the face has too few points', () => {
    expect(() => pointOf([], 33)).toThrow(new RangeError('landmark 33 is not in the trace'));
  });
});

describe('rightEye and leftEye', () => {
  it('go from the outer corner over the upper lid to the inner corner, and back along the lower lid', () => {
    expect(rightEye(traced({ 33: [1, 0], 160: [2, -1], 158: [3, -1], 133: [4, 0], 153: [3, 1], 144: [2, 1] }))).toEqual(
      [
        { x: 1, y: 0 },
        { x: 2, y: -1 },
        { x: 3, y: -1 },
        { x: 4, y: 0 },
        { x: 3, y: 1 },
        { x: 2, y: 1 },
      ],
    );
  });

  it('are the person’s: the right one is on the image’s left', () => {
    const face = syntheticFace(neutralPose);
    expect(Math.max(...rightEye(face).map(({ x }) => x))).toBeLessThan(Math.min(...leftEye(face).map(({ x }) => x)));
  });
});
