/**
 * Writes a small TrueType font of some characters, as a PDF embeds it: outlines and widths alone, one glyph a character.
 *
 * @see OpenType 1.9: glyf, loca, hmtx, head, hhea, maxp; ISO 32000-1 §9.9 (what a CIDFontType2 needs)
 */
import type { Contour, Font } from './font.ts';

/**
 * The grid of the outlines. A font's own is 1,000; this one makes them a sixth smaller, and moves a point of the form's title
 * (18 points) by 0.02 points at most: half of a dot at 1,800 dots an inch.
 */
export const subsetUnitsPerEm = 400;

export interface FontSubset {
  readonly bytes: Uint8Array;
  /** The character of each glyph from glyph 1 on. Glyph 0 is blank and stands for no character. */
  readonly characters: readonly string[];
  /** The advance of each glyph from glyph 1 on, in units of 1/`subsetUnitsPerEm`. */
  readonly advances: readonly number[];
  /** Of all glyphs: left, bottom, right, top, in units of 1/`subsetUnitsPerEm`. */
  readonly box: Bounds;
}

type Bounds = readonly [xMin: number, yMin: number, xMax: number, yMax: number];

/** @param text the characters, in any order and number */
export function subsetOf(text: string, font: Font): FontSubset {
  const characters = [...new Set(text)].toSorted((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
  const glyphs = characters.map((character) => font.glyphOf(character.codePointAt(0)!) ?? 0);
  const scale = subsetUnitsPerEm / font.unitsPerEm;
  const outlines = glyphs.map((glyph) => onGrid(font.contoursOf(glyph), scale));
  const advances = glyphs.map((glyph) => Math.round(font.advanceOf(glyph) * subsetUnitsPerEm));
  const bounds = outlines.map(boundsOf);
  const box = boundsOf(outlines.flat());
  return {
    bytes: fontFile([[], ...outlines], [0, ...advances], [[0, 0, 0, 0], ...bounds], box, font),
    characters,
    advances,
    box,
  };
}

const onGrid = (contours: readonly Contour[], scale: number): Contour[] =>
  contours.map((contour) =>
    contour.map(({ x, y, onCurve }) => ({ x: Math.round(x * scale), y: Math.round(y * scale), onCurve })),
  );

function boundsOf(contours: readonly Contour[]): Bounds {
  const points = contours.flat();
  if (points.length === 0) return [0, 0, 0, 0];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return [least(xs), least(ys), -least(xs.map((x) => -x)), -least(ys.map((y) => -y))];
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));

/** Bytes that are appended to, most significant first. */
class Bytes {
  readonly values: number[] = [];

  uint8(...values: readonly number[]): this {
    for (const value of values) this.values.push(value & 255);
    return this;
  }
  int16(...values: readonly number[]): this {
    for (const value of values) this.values.push((value >> 8) & 255, value & 255);
    return this;
  }
  uint32(...values: readonly number[]): this {
    for (const value of values) this.int16(value >>> 16, value & 0xffff);
    return this;
  }
  pad(to: number): this {
    while (this.values.length % to !== 0) this.values.push(0);
    return this;
  }
}

function fontFile(
  outlines: readonly (readonly Contour[])[],
  advances: readonly number[],
  bounds: readonly Bounds[],
  box: Bounds,
  font: Font,
): Uint8Array {
  const glyphs = outlines.map((contours, n) => glyphOf(contours, bounds[n]!));
  const offsets = [0];
  for (const { values } of glyphs) offsets.push(offsets.at(-1)! + values.length);
  const isLong = offsets.at(-1)! > 2 * 0xffff;
  const scaled = (value: number) => Math.round((value * subsetUnitsPerEm) / font.unitsPerEm);
  // Glyphs at the end that are as wide as the last one have no advance of their own.
  const last = advances.findLastIndex((value) => value !== advances.at(-1)) + 2;
  const metrics = Math.min(last, advances.length);

  const head = new Bytes()
    .uint32(0x0001_0000, 0x0001_0000, 0, 0x5f0f_3cf5)
    .int16(0, subsetUnitsPerEm)
    .uint32(0, 0, 0, 0)
    .int16(...box, 0, 8, 2, isLong ? 1 : 0, 0);
  const hhea = new Bytes()
    .uint32(0x0001_0000)
    .int16(
      scaled(font.ascent),
      scaled(font.descent),
      0,
      advances.reduce((a, b) => Math.max(a, b)),
    )
    .int16(box[0], 0, box[2], 1, 0, 0, 0, 0, 0, 0, 0, metrics);
  const maxp = new Bytes()
    .uint32(0x0001_0000)
    .int16(outlines.length)
    .int16(
      most(outlines, (contours) => contours.flat().length),
      most(outlines, (contours) => contours.length),
    )
    .int16(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  const hmtx = new Bytes();
  for (const [n, advance] of advances.entries()) {
    if (n < metrics) hmtx.int16(advance);
    hmtx.int16(bounds[n]![0]);
  }
  const loca = new Bytes();
  for (const offset of offsets) {
    if (isLong) loca.uint32(offset);
    else loca.int16(offset / 2);
  }
  const glyf = new Bytes();
  for (const { values } of glyphs) for (const value of values) glyf.values.push(value);
  return assemble({ glyf, head, hhea, hmtx, loca, maxp });
}

const most = <Entry>(list: readonly Entry[], sizeOf: (entry: Entry) => number): number =>
  list.reduce((size, entry) => Math.max(size, sizeOf(entry)), 0);

/** Bits of a point's flag. */
const bits = { onCurve: 1, shortX: 2, shortY: 4, repeated: 8, sameOrPositiveX: 16, sameOrPositiveY: 32 } as const;

/** A simple glyph, of an even number of bytes. A blank one has none. */
function glyphOf(contours: readonly Contour[], bounds: Bounds): Bytes {
  if (contours.length === 0) return new Bytes();
  const points = contours.flat();
  const flags: number[] = [];
  const [xs, ys] = [new Bytes(), new Bytes()];
  points.forEach(({ x, y, onCurve }, n) => {
    const before = points[n - 1] ?? { x: 0, y: 0 };
    flags.push(
      (onCurve ? bits.onCurve : 0) |
        coordinate(x - before.x, xs, bits.shortX, bits.sameOrPositiveX) |
        coordinate(y - before.y, ys, bits.shortY, bits.sameOrPositiveY),
    );
  });
  let end = -1;
  const bytes = new Bytes()
    .int16(contours.length, ...bounds)
    .int16(...contours.map((contour) => (end += contour.length)))
    .int16(0);
  for (let n = 0; n < flags.length;) {
    let repeats = 0;
    while (repeats < 255 && flags[n + repeats + 1] === flags[n]) repeats += 1;
    if (repeats > 1) bytes.uint8(flags[n]! | bits.repeated, repeats);
    else bytes.uint8(...flags.slice(n, n + repeats + 1));
    n += repeats + 1;
  }
  return bytes.uint8(...xs.values, ...ys.values).pad(2);
}

/** Writes a difference as none, one or two bytes. @returns the bits that say which */
function coordinate(difference: number, to: Bytes, short: number, sameOrPositive: number): number {
  if (difference === 0) return sameOrPositive;
  if (Math.abs(difference) > 255) {
    to.int16(difference);
    return 0;
  }
  to.uint8(Math.abs(difference));
  return short | (difference > 0 ? sameOrPositive : 0);
}

/** The file: a directory with checksums, and the tables, sorted by name. */
function assemble(tables: Readonly<Record<string, Bytes>>): Uint8Array {
  const all = Object.entries(tables).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const range = 2 ** Math.floor(Math.log2(all.length));
  const file = new Bytes()
    .uint32(0x0001_0000)
    .int16(all.length, 16 * range, Math.log2(range), 16 * (all.length - range));
  let offset = 12 + 16 * all.length;
  for (const [tag, table] of all) {
    const { length } = table.values;
    file.uint8(...[...tag].map((letter) => letter.charCodeAt(0)));
    file.uint32(sumOf(table.pad(4).values), offset, length);
    offset += table.values.length;
  }
  for (const [, { values }] of all) for (const value of values) file.values.push(value);
  const bytes = Uint8Array.from(file.values);
  const head =
    12 +
    16 * all.length +
    all
      .slice(
        0,
        all.findIndex(([tag]) => tag === 'head'),
      )
      .reduce((sum, [, { values }]) => sum + values.length, 0);
  new DataView(bytes.buffer).setUint32(head + 8, (0xb1b0_afba - sumOf(file.values)) >>> 0);
  return bytes;
}

/** The sum of 32-bit words. */
function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (let n = 0; n < values.length; n += 4) {
    sum = (sum + ((values[n]! << 24) | (values[n + 1]! << 16) | (values[n + 2]! << 8) | values[n + 3]!)) >>> 0;
  }
  return sum;
}
