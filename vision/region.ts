/** The part of a picture that is a model's input. The arithmetic is that of `shared/calculators` in face-landmarks-detection 1.0.6. */
import type { Point } from '#protocol/measure/landmark.ts';

/** A square, turned about its middle. It may reach outside the picture. */
export interface Region {
  readonly centre: Point;
  readonly sidePx: number;
  /** Clockwise in the picture, −π to π. */
  readonly radians: number;
}

/** Smallest and largest coordinates, pixels. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How many times larger than the face the region is: large enough to still contain the face one frame later. Source: MediaPipe. */
const margin = 1.5;

/** The smallest square, not turned, that contains the whole picture. */
export const wholeOf = ({ width, height }: { readonly width: number; readonly height: number }): Region => ({
  centre: { x: width / 2, y: height / 2 },
  sidePx: Math.max(width, height),
  radians: 0,
});

/** The region of a face: a square whose side is the face's longer side times `margin`, turned so that the line through the eyes is level. */
export function regionOf({ left, top, right, bottom }: Bounds, rightEye: Point, leftEye: Point): Region {
  return {
    centre: { x: (left + right) / 2, y: (top + bottom) / 2 },
    sidePx: Math.max(right - left, bottom - top) * margin,
    radians: Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x),
  };
}

/**
 * The position of a region in the picture.
 *
 * @returns a function from a point of the region, 0 to 1 across and down, to pixels of the picture
 */
export function projectionOf({ centre, sidePx, radians }: Region): (x: number, y: number) => Point {
  const [c, s] = [Math.cos(radians) * sidePx, Math.sin(radians) * sidePx];
  return (x, y) => ({
    x: c * (x - 0.5) - s * (y - 0.5) + centre.x,
    y: s * (x - 0.5) + c * (y - 0.5) + centre.y,
  });
}
