/** Warps a flat picture as a whole: tilts, squashes and shears it. */
import type { Point } from '#protocol/measure/landmark.ts';
import type { Picture } from '#vision/picture.ts';

/** A projective warp about the middle of the face. The unit of length is the width of the face. */
export interface Warp {
  readonly across: number;
  readonly down: number;
  readonly shear: number;
  readonly rollRadians: number;
  /** How strongly the picture recedes to the right. */
  readonly recedeX: number;
  /** How strongly the picture recedes downwards. */
  readonly recedeY: number;
}

/** The identity. */
export const unwarped: Warp = { across: 1, down: 1, shear: 0, rollRadians: 0, recedeX: 0, recedeY: 0 };

/** Adds to each number of `a` the given share of the same number of `b`. */
export function sum(a: Warp, b: Warp, share: (name: keyof Warp) => number): Warp {
  const names = Object.keys(a) as (keyof Warp)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + share(name) * b[name]])) as Record<keyof Warp, number>;
}

/** A warp between `a` (share 0) and `b` (share 1). */
export const between = (a: Warp, b: Warp, share: number): Warp =>
  sum(
    sum(a, a, () => -share),
    b,
    () => share,
  );

/** The warped picture. Where it shows what lies outside the photograph, it repeats the nearest pixel of the edge. */
export function warped({ data, width, height }: Picture, middle: Point, faceWidthPx: number, warp: Warp): Picture {
  const [cos, sin] = [Math.cos(warp.rollRadians), Math.sin(warp.rollRadians)];
  // From photograph to picture, without translation: [a b; d e], divided by 1 + g x + h y.
  const [a, b] = [cos * warp.across, cos * warp.shear - sin * warp.down];
  const [d, e] = [sin * warp.across, sin * warp.shear + cos * warp.down];
  const [g, h] = [warp.recedeX / faceWidthPx, warp.recedeY / faceWidthPx];
  const out = new Uint8ClampedArray(data.length).fill(255);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x, y] = [column - middle.x, row - middle.y];
      // The adjugate of that matrix maps back from picture to photograph.
      const depth = (d * h - e * g) * x + (b * g - a * h) * y + a * e - b * d;
      const fromX = Math.min(Math.max((e * x - b * y) / depth + middle.x, 0), width - 1.001);
      const fromY = Math.min(Math.max((a * y - d * x) / depth + middle.y, 0), height - 1.001);
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [right, below] = [fromX - left, fromY - top];
      const from = 4 * (top * width + left);
      for (let channel = from; channel < from + 3; channel++) {
        const upper = data[channel]! * (1 - right) + data[channel + 4]! * right;
        const lower = data[channel + 4 * width]! * (1 - right) + data[channel + 4 * width + 4]! * right;
        out[4 * (row * width + column) + channel - from] = upper * (1 - below) + lower * below;
      }
    }
  }
  return { data: out, width, height };
}
