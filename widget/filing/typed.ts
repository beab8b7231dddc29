/** A name that was typed, as strokes: for a person who cannot draw. */
import { maxPoints, maxStrokes, strokeScale } from '#protocol/filing/form/strokes.ts';
import type { Point, Stroke } from './strokes.ts';

/** A picture of ink: which cells have some, row by row. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly has: (x: number, y: number) => boolean;
}

/** Cells of the pad's height. With fewer, characters of many strokes run together; with more, a name has too many points. */
const rows = 40;

const fontOf = (px: number): string => `${px}px system-ui, 'PingFang SC', 'Noto Sans CJK SC', sans-serif`;

/** Draws the name with the system's font. @param ratio of the pad's width to its height */
export function inkOf(name: string, ratio: number): Ink {
  const [width, height] = [Math.round(rows * ratio), rows];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = fontOf(rows * 0.7);
  const fits = Math.min(1, (width * 0.9) / context.measureText(name).width);
  context.font = fontOf(rows * 0.7 * fits);
  context.fillText(name, width / 2, height / 2);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, has: (x, y) => (data[(y * width + x) * 4 + 3] ?? 0) > 110 };
}

/**
 * Every connected part of the ink as a line that walks over all its cells and never leaves it. The largest parts come first, so
 * that the few that may be left out are dots.
 */
export function strokesOf({ width, height, has }: Ink): Stroke[] {
  const seen = new Set<number>();
  const walks: number[][] = [];
  for (let at = 0; at < width * height; at += 1) {
    if (!seen.has(at) && has(at % width, Math.floor(at / width))) walks.push(walk(at));
  }
  const toPoint = (at: number): Point => [
    Math.round((((at % width) + 0.5) / width) * strokeScale),
    Math.round(((Math.floor(at / width) + 0.5) / height) * strokeScale),
  ];
  return walks
    .toSorted((a, b) => b.length - a.length)
    .flatMap((cells) => split(cells.map(toPoint)))
    .slice(0, maxStrokes);

  /** Depth first, and back the way it came; it ends where the last new cell is. */
  function walk(start: number): number[] {
    const path = [start];
    const back = [start];
    seen.add(start);
    let lastNew = 1;
    while (back.length > 0) {
      const next = unseenBeside(back.at(-1)!);
      if (next === undefined) {
        back.pop();
        if (back.length > 0) path.push(back.at(-1)!);
      } else {
        seen.add(next);
        back.push(next);
        path.push(next);
        lastNew = path.length;
      }
    }
    // A part of one cell is a dot.
    return lastNew === 1 ? [start, start] : path.slice(0, lastNew);
  }

  function unseenBeside(at: number): number | undefined {
    const [x, y] = [at % width, Math.floor(at / width)];
    for (const [toX, toY] of [
      [x + 1, y],
      [x, y + 1],
      [x - 1, y],
      [x, y - 1],
      [x + 1, y + 1],
      [x - 1, y + 1],
      [x + 1, y - 1],
      [x - 1, y - 1],
    ] as const) {
      const to = toY * width + toX;
      if (toX >= 0 && toY >= 0 && toX < width && toY < height && !seen.has(to) && has(toX, toY)) return to;
    }
    return undefined;
  }
}

/** Strokes of at most `maxPoints` points, each beginning where the one before it ended. */
function split(points: Point[]): Stroke[] {
  const strokes: Stroke[] = [];
  for (let from = 0; from < points.length - 1; from += maxPoints - 1)
    strokes.push(points.slice(from, from + maxPoints));
  return strokes;
}
