/** Strokes as they are drawn, in thousandths of the pad. */
import { maxPoints, maxStrokes, strokeScale } from '#protocol/filing/form/strokes.ts';

export type Point = [x: number, y: number];
export type Stroke = Point[];

/** A movement of less than this is not a new point. Convention: half a pixel of the pad on a phone. */
const leastMove = 2;

/** Less ink than this, in thousandths of the pad's width, is a slip and no name. Convention. */
const leastInk = 250;

/** A place on the pad. Outside it, the nearest place at its edge. */
export function pointIn({ left, top, width, height }: DOMRectReadOnly, clientX: number, clientY: number): Point {
  return [within((clientX - left) / width), within((clientY - top) / height)];
}

const within = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * strokeScale);

/** What was drawn so far. It takes no more strokes and points than a signature may have. */
export class Drawing {
  readonly #strokes: Stroke[] = [];

  get strokes(): readonly Stroke[] {
    return this.#strokes;
  }

  /** Whether this can be a name. */
  get isEnough(): boolean {
    return this.#strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) >= leastInk;
  }

  /** The pen is put down. A stroke has at least two points, so that a dot is seen too. */
  begin([x, y]: Point): void {
    if (this.#strokes.length < maxStrokes)
      this.#strokes.push([
        [x, y],
        [Math.min(strokeScale, x + 1), y],
      ]);
  }

  /** The pen moves. A stroke that is too long for one goes on in the next. */
  extend(point: Point): void {
    const stroke = this.#strokes.at(-1);
    const last = stroke?.at(-1);
    if (!stroke || !last || distance(last, point) < leastMove) return;
    if (stroke.length < maxPoints) stroke.push(point);
    else if (this.#strokes.length < maxStrokes) this.#strokes.push([last, point]);
  }

  undo(): void {
    this.#strokes.pop();
  }

  clear(): void {
    this.#strokes.length = 0;
  }
}

/** Width to height of the pad, which has room for a finger, and of the field on the form: 100 × 25 points. */
export const padRatio = 2.5;
const fieldRatio = 100 / 25;

/** Larger than drawn, a signature is not made. Convention: a small one would look coarse. */
const mostScale = 2;

/** The strokes as the form draws them: as large as its field allows, in the proportions in which they were drawn. */
export function fitted(strokes: readonly Stroke[]): Stroke[] {
  const points = strokes.flat().map(([x, y]) => [x * padRatio, y] as const);
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const across = strokeScale * fieldRatio;
  const scale = Math.min(mostScale, across / Math.max(1, right - left), strokeScale / Math.max(1, bottom - top));
  const place = (at: number, from: number, to: number, whole: number): number =>
    Math.min(
      strokeScale,
      Math.max(0, Math.round((whole / 2 + (at - (from + to) / 2) * scale) * (strokeScale / whole))),
    );
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [place(x * padRatio, left, right, across), place(y, top, bottom, strokeScale)]),
  );
}

const distance = ([x, y]: Point, [toX, toY]: Point): number => Math.hypot(toX - x, toY - y);

const lengthOf = (stroke: Stroke): number =>
  stroke.reduce((sum, point, n) => (n === 0 ? 0 : sum + distance(stroke[n - 1]!, point)), 0);
