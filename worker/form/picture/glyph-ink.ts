/**
 * Text as ink. It is a program of its own, so that what the rasteriser leaves out is missed: the check before release
 * compares both.
 */
import { piecesOf, type Contour, type Font } from '../font/font.ts';
import { pageSize, type TextMark } from '../layout/page.ts';
import { placeCharacters } from '../layout/text.ts';

/** A page's lightness: one byte a pixel, 0 for black and 255 for white. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export const whitePaper = (width: number, height: number): Paper => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height).fill(255),
});

/** Draws texts one over the other. */
export function drawTexts(marks: readonly TextMark[], paper: Paper, font: Font): void {
  const [scaleX, scaleY] = [paper.width / pageSize.width, paper.height / pageSize.height];
  for (const mark of marks) {
    const { x, baseline, size, shade = 0, outline, turn = 0 } = mark;
    const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
    const unit = size / font.unitsPerEm;
    for (const { character, x: at } of placeCharacters(mark, font)) {
      const glyph = font.glyphOf(character.codePointAt(0)!);
      if (glyph === undefined) continue;
      /** From the glyph's units to pixels. */
      const place = {
        xx: scaleX * unit * cos,
        xy: -scaleX * unit * sin,
        x: scaleX * (x + at * cos),
        yx: -scaleY * unit * sin,
        yy: -scaleY * unit * cos,
        y: scaleY * (baseline - at * sin),
      };
      const lines = font.contoursOf(glyph).map((contour) => flatten(contour, place));
      blacken(paper, lines, shade);
      if (outline !== undefined) {
        const stroke = lines.flatMap((line) => strokeOf(line, outline * scaleX));
        blacken(paper, stroke, shade);
      }
    }
  }
}

interface Place {
  readonly xx: number;
  readonly xy: number;
  readonly x: number;
  readonly yx: number;
  readonly yy: number;
  readonly y: number;
}

/** A closed line in pixels: x and y of each corner in turn. The last is the first. */
type Line = readonly number[];

/** Greatest distance of a curve from the lines that stand for it, in pixels. */
const tolerance = 0.05;

/** A contour as straight lines. */
function flatten(contour: Contour, { xx, xy, x, yx, yy, y }: Place): Line {
  const { start, pieces } = piecesOf(contour);
  let lastX = x + xx * start.x + xy * start.y;
  let lastY = y + yx * start.x + yy * start.y;
  const line = [lastX, lastY];
  for (const { control, end } of pieces) {
    const endX = x + xx * end.x + xy * end.y;
    const endY = y + yx * end.x + yy * end.y;
    if (control) {
      const controlX = x + xx * control.x + xy * control.y;
      const controlY = y + yx * control.x + yy * control.y;
      const bend = Math.hypot(lastX - 2 * controlX + endX, lastY - 2 * controlY + endY);
      const steps = Math.ceil(Math.sqrt(bend / (4 * tolerance)));
      for (let n = 1; n < steps; n += 1) {
        const t = n / steps;
        const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
        line.push(a * lastX + b * controlX + c * endX, a * lastY + b * controlY + c * endY);
      }
    }
    line.push(endX, endY);
    lastX = endX;
    lastY = endY;
  }
  return line;
}

/** The stroke of this width along a closed line, with round corners: a rectangle over each piece, and an octagon at its end. */
function strokeOf(line: Line, width: number): Line[] {
  const half = width / 2;
  const shapes: Line[] = [];
  for (let n = 2; n < line.length; n += 2) {
    const [x0, y0, x1, y1] = [line[n - 2]!, line[n - 1]!, line[n]!, line[n + 1]!];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) continue;
    const [dx, dy] = [((x1 - x0) / length) * half, ((y1 - y0) / length) * half];
    shapes.push(
      [x0 + dy, y0 - dx, x1 + dy, y1 - dx, x1 - dy, y1 + dx, x0 - dy, y0 + dx, x0 + dy, y0 - dx],
      corners.map((offset, k) => (k % 2 === 0 ? x1 : y1) + offset * half),
    );
  }
  return shapes;
}

/** A closed octagon about 0, turned as the rectangles are. */
const corners = Array.from({ length: 9 }, (_, n) => ((2 * n + 1) * Math.PI) / 8).flatMap((angle) => [
  Math.cos(angle),
  Math.sin(angle),
]);

/**
 * Parts of a pixel in each direction. Each is filled for itself, since contours of a glyph may overlap within a pixel, and an overlap
 * inside a part counts twice. As many as the rasteriser has rows in a pixel: with 2, one of 340 forms was refused.
 */
const parts = 4;

/** Fills closed lines by the rule of non-zero winding; what lies outside the paper is left out. */
function blacken({ width, height, data }: Paper, lines: readonly Line[], shade: number): void {
  if (lines.length === 0) return;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const line of lines) {
    for (let n = 0; n < line.length; n += 2) {
      left = Math.min(left, Math.floor(line[n]!));
      right = Math.max(right, Math.floor(line[n]!) + 1);
      top = Math.min(top, Math.floor(line[n + 1]!));
      bottom = Math.max(bottom, Math.floor(line[n + 1]!) + 1);
    }
  }
  const columns = right - left;
  const stride = columns * parts + 2;
  const changes = new Float32Array(stride * (bottom - top) * parts);
  for (const line of lines) addEdges(changes, stride, line, left, top);
  const ink = new Float32Array(columns);
  for (let row = Math.max(0, top); row < Math.min(height, bottom); row += 1) {
    ink.fill(0);
    for (let part = 0; part < parts; part += 1) {
      let at = ((row - top) * parts + part) * stride;
      let covered = 0;
      for (let column = 0; column < columns; column += 1) {
        for (let n = 0; n < parts; n += 1) {
          covered += changes[at]!;
          at += 1;
          ink[column]! += Math.min(1, Math.abs(covered));
        }
      }
    }
    for (let column = Math.max(0, -left); column < Math.min(columns, width - left); column += 1) {
      const share = ink[column]! / parts ** 2;
      const at = row * width + left + column;
      if (share > 0) data[at] = data[at]! * (1 - share) + 255 * shade * share;
    }
  }
}

/**
 * Adds a line's edges to the changes of coverage from part to part: in each row, what lies to the right of an edge is covered
 * more (or less, if the edge goes up) by the share of the row that the edge crosses.
 *
 * @param stride parts in a row
 * @param left,top where the parts begin, in pixels
 */
function addEdges(changes: Float32Array, stride: number, line: Line, left: number, top: number): void {
  for (let n = 2; n < line.length; n += 2) {
    const isDown = line[n - 1]! < line[n + 1]!;
    const [upper, lower] = isDown ? [n - 2, n] : [n, n - 2];
    const y0 = (line[upper + 1]! - top) * parts;
    const y1 = (line[lower + 1]! - top) * parts;
    if (y0 === y1) continue;
    let x = (line[upper]! - left) * parts;
    const slope = ((line[lower]! - left) * parts - x) / (y1 - y0);
    for (let row = Math.floor(y0); row < y1; row += 1) {
      const crossed = Math.min(row + 1, y1) - Math.max(row, y0);
      const end = x + slope * crossed;
      addSpan(changes, row * stride, Math.min(x, end), Math.max(x, end), isDown ? crossed : -crossed);
      x = end;
    }
  }
}

/** Adds what an edge changes within a row that it crosses from `x0` to `x1`. */
function addSpan(changes: Float32Array, row: number, x0: number, x1: number, change: number): void {
  const first = Math.floor(x0);
  if (x1 <= first + 1) {
    const outside = (x0 + x1) / 2 - first;
    changes[row + first]! += change * (1 - outside);
    changes[row + first + 1]! += change * outside;
    return;
  }
  // The share of each part that lies to the right of the edge.
  let before = 0;
  for (let part = first; part < x1; part += 1) {
    const share = rightOf(part + 1, x0, x1) - rightOf(part, x0, x1);
    changes[row + part]! += change * (share - before);
    before = share;
  }
  changes[row + Math.ceil(x1)]! += change * (1 - before);
}

/** The area to the right of an edge from `x0` to `x1`, up to `x`, in a row of height 1. */
function rightOf(x: number, x0: number, x1: number): number {
  if (x <= x0) return 0;
  return x < x1 ? (x - x0) ** 2 / (2 * (x1 - x0)) : x - (x0 + x1) / 2;
}
