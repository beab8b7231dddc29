import type { EyeOutline } from '#protocol/measure/landmark.ts';
import { eyeAspectRatio } from '#protocol/measure/eye-aspect-ratio.ts';
import { describe, expect, it } from 'vitest';

const eye = (openPx: number, scale = 1): EyeOutline => {
  const half = openPx / 2;
  const outline = [
    [0, 0],
    [10, -half],
    [20, -half],
    [30, 0],
    [20, half],
    [10, half],
  ] as const;
  return outline.map(([x, y]) => ({ x: x * scale, y: y * scale })) as unknown as EyeOutline;
};

describe('eyeAspectRatio', () => {
  it.each([
    [0, 0],
    [9, 0.3],
    [15, 0.5],
  ])('lids %d px apart on a 30 px eye give %d', (openPx, expected) => {
    expect(eyeAspectRatio(eye(openPx))).toBeCloseTo(expected, 10);
  });

  it('is undefined when the corners coincide', () => {
    const point = { x: 1, y: 1 };
    expect(eyeAspectRatio([point, point, point, point, point, point])).toBeUndefined();
  });

  it('does not depend on the size of the face', () => {
    expect(eyeAspectRatio(eye(9, 0.5))).toBeCloseTo(eyeAspectRatio(eye(9))!, 10);
  });
});
