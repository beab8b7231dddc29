/** Painting: pictures, brushes, lines and outlines. */
import type { Texture } from './raster.ts';

/** A colour: red, green and blue, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];
export type Point = readonly [x: number, y: number];

/** A picture with its own unit (cm on a face, px in a room) and y up. Pixel (0, 0) is at (`left`, `top`). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** Pixels per unit. */
  readonly perUnit: number;
  /** RGBA, 0 to 255: four numbers for each pixel. */
  readonly rgba: Float32Array;
}

/** How a brush changes a pixel: replaces its colour, or multiplies it (255 changes nothing). */
export type Mode = 'cover' | 'shade';

/** A picture of one colour. @param alpha 0 to 255 */
export function createPicture(
  frame: { left: number; top: number; right: number; bottom: number; perUnit: number },
  colour: Colour,
  alpha = 255,
): Picture {
  const width = Math.round((frame.right - frame.left) * frame.perUnit);
  const height = Math.round((frame.top - frame.bottom) * frame.perUnit);
  const rgba = new Float32Array(width * height * 4);
  for (let i = 0; i < rgba.length; i += 4) rgba.set([...colour, alpha], i);
  return { width, height, left: frame.left, top: frame.top, perUnit: frame.perUnit, rgba };
}

/** Blends `colour` into each pixel of a box. `coverage` gives the share of `colour` (0 to 1) at the pixel's middle. */
export function brush(
  picture: Picture,
  box: { left: number; right: number; top: number; bottom: number },
  colour: Colour,
  coverage: (x: number, y: number) => number,
  mode: Mode = 'cover',
): void {
  const { width, height, left, top, perUnit, rgba } = picture;
  const x0 = Math.max(0, Math.floor((box.left - left) * perUnit));
  const x1 = Math.min(width - 1, Math.ceil((box.right - left) * perUnit));
  const y0 = Math.max(0, Math.floor((top - box.top) * perUnit));
  const y1 = Math.min(height - 1, Math.ceil((top - box.bottom) * perUnit));
  for (let row = y0; row <= y1; row++) {
    for (let column = x0; column <= x1; column++) {
      const share = Math.min(1, coverage(left + (column + 0.5) / perUnit, top - (row + 0.5) / perUnit));
      if (share <= 0) continue;
      const at = (row * width + column) * 4;
      for (let c = 0; c < 3; c++) {
        const old = rgba[at + c]!;
        const target = mode === 'cover' ? colour[c]! : (old * colour[c]!) / 255;
        rgba[at + c] = old + (target - old) * share;
      }
    }
  }
}

/** A soft round spot, strongest in the middle, with a Gaussian falloff. Its radii are in units of the picture. */
export function dab(
  picture: Picture,
  [x, y]: Point,
  [rx, ry]: Point,
  colour: Colour,
  opacity: number,
  mode: Mode = 'cover',
): void {
  const box = { left: x - 2.4 * rx, right: x + 2.4 * rx, top: y + 2.4 * ry, bottom: y - 2.4 * ry };
  brush(
    picture,
    box,
    colour,
    (px, py) => opacity * Math.exp(-(((px - x) / rx) ** 2 + ((py - y) / ry) ** 2)) - 0.003,
    mode,
  );
}

/**
 * A line through `points` with soft edges.
 *
 * @param widthAt the line's width in units; a function gets the position along the line, 0 to 1
 * @param feather width of the soft edge, in units
 */
export function stroke(
  picture: Picture,
  points: readonly Point[],
  widthAt: number | ((along: number) => number),
  colour: Colour,
  opacity = 1,
  feather = 0.06,
  mode: Mode = 'cover',
): void {
  const halfWidth = (along: number): number => (typeof widthAt === 'number' ? widthAt : widthAt(along)) / 2;
  const reach = Math.max(halfWidth(0), halfWidth(0.25), halfWidth(0.5), halfWidth(0.75), halfWidth(1)) + feather;
  brush(
    picture,
    around(points, reach),
    colour,
    (x, y) => {
      const { distance, along } = nearest(points, x, y);
      const half = halfWidth(along);
      return half <= 0 ? 0 : opacity * (1 - smoothstep(half - feather, half + feather, distance));
    },
    mode,
  );
}

/** A filled outline with soft edges. `opacity` may depend on the position. */
export function fill(
  picture: Picture,
  outline: readonly Point[],
  colour: Colour,
  opacity: number | ((x: number, y: number) => number) = 1,
  feather = 0.06,
  mode: Mode = 'cover',
): void {
  const closed = [...outline, outline[0]!];
  brush(
    picture,
    around(outline, feather),
    colour,
    (x, y) => {
      const { distance } = nearest(closed, x, y);
      const inside = isInside(outline, x, y);
      if (!inside && distance > feather) return 0;
      const share = smoothstep(-feather, feather, inside ? distance : -distance);
      return share * (typeof opacity === 'number' ? opacity : opacity(x, y));
    },
    mode,
  );
}

/** 0 below `from`, 1 above `to`, and smooth in between. */
export function smoothstep(from: number, to: number, value: number): number {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
}

export function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

export function mixColours(a: Colour, b: Colour, share: number): Colour {
  return [mix(a[0], b[0], share), mix(a[1], b[1], share), mix(a[2], b[2], share)];
}

/** `colour` made lighter (factor > 1) or darker. */
export function tone([red, green, blue]: Colour, factor: number): Colour {
  return [Math.min(255, red * factor), Math.min(255, green * factor), Math.min(255, blue * factor)];
}

/** A smooth line through `points` (Catmull–Rom), with `perSpan` points from each one to the next. */
export function curve(points: readonly Point[], perSpan = 6): Point[] {
  const line: Point[] = [];
  for (let span = 0; span + 1 < points.length; span++) {
    const [p0, p1, p2, p3] = [-1, 0, 1, 2].map((k) => points[Math.min(points.length - 1, Math.max(0, span + k))]!) as [
      Point,
      Point,
      Point,
      Point,
    ];
    for (let step = 0; step < perSpan; step++) {
      const t = step / perSpan;
      const at = (k: 0 | 1): number =>
        0.5 *
        (2 * p1[k] +
          (p2[k] - p0[k]) * t +
          (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
          (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t ** 3);
      line.push([at(0), at(1)]);
    }
  }
  line.push(points.at(-1)!);
  return line;
}

function around(points: readonly Point[], margin: number) {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    left: Math.min(...xs) - margin,
    right: Math.max(...xs) + margin,
    top: Math.max(...ys) + margin,
    bottom: Math.min(...ys) - margin,
  };
}

/** The distance from (x, y) to a line through `points`, and the position of the nearest point along the line (0 to 1). */
function nearest(points: readonly Point[], x: number, y: number): { distance: number; along: number } {
  let best = Infinity;
  let along = 0;
  for (let k = 0; k + 1 < points.length; k++) {
    const [ax, ay] = points[k]!;
    const [bx, by] = points[k + 1]!;
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
    const distance = (ax + dx * share - x) ** 2 + (ay + dy * share - y) ** 2;
    if (distance < best) {
      best = distance;
      along = (k + share) / (points.length - 1);
    }
  }
  return { distance: Math.sqrt(best), along };
}

function isInside(outline: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  for (let k = 0, before = outline.length - 1; k < outline.length; before = k++) {
    const [ax, ay] = outline[k]!;
    const [bx, by] = outline[before]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** A finished picture as a texture. */
export function textureOf({ width, height, rgba }: Picture): Texture {
  return { width, height, rgba: Uint8ClampedArray.from(rgba), hasAlpha: false };
}
