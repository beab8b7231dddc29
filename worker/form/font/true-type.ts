/**
 * Reads a TrueType font: which glyph a character has, how wide it is, and its outline.
 *
 * @see OpenType 1.9: cmap (formats 4 and 12), hmtx, loca, glyf
 */
import type { Contour, ContourPoint, Font } from './font.ts';

/** @throws RangeError if a table is missing or lies outside the file */
export function readTrueType(bytes: Uint8Array): Font {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tablesOf(view);
  const table = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new RangeError(`the font has no table ${tag}`);
    return offset;
  };
  const unitsPerEm = view.getUint16(table('head') + 18);
  const longOffsets = view.getInt16(table('head') + 50) === 1;
  const metrics = view.getUint16(table('hhea') + 34);
  const glyphs = view.getUint16(table('maxp') + 4);
  const characters = characterMap(view, table('cmap'));
  const [loca, glyf, hmtx] = [table('loca'), table('glyf'), table('hmtx')];

  const offsetOf = (n: number) => (longOffsets ? view.getUint32(loca + 4 * n) : 2 * view.getUint16(loca + 2 * n));
  /** Where a glyph's outline starts, or undefined for a blank one. */
  const outlineAt = (glyph: number): number | undefined =>
    offsetOf(glyph) === offsetOf(glyph + 1) ? undefined : glyf + offsetOf(glyph);

  return {
    name: postScriptName(view, table('name')) ?? 'Font',
    unitsPerEm,
    ascent: view.getInt16(table('hhea') + 4),
    descent: view.getInt16(table('hhea') + 6),
    glyphOf: (codePoint) => {
      const glyph = characters(codePoint);
      return glyph === 0 || glyph >= glyphs ? undefined : glyph;
    },
    advanceOf: (glyph) => view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm,
    contoursOf: kept((glyph: number) => contoursOf(view, glyph, outlineAt), mostKept),
  };
}

/** Outlines that are kept: those of some ten forms, in about 5 MB. A form needs each of its own a dozen times. */
const mostKept = 2_000;

/** Wraps a function so that its newest `most` results are kept and not computed again. */
function kept<Key, Value>(make: (key: Key) => Value, most: number): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    // A map lists its oldest key first.
    if (known.size === most) known.delete(known.keys().next().value!);
    known.set(key, made);
    return made;
  };
}

/** Name 6, in which only letters of ASCII are allowed. */
function postScriptName(view: DataView, at: number): string | undefined {
  const strings = at + view.getUint16(at + 4);
  for (let n = 0; n < view.getUint16(at + 2); n += 1) {
    const record = at + 6 + 12 * n;
    if (view.getUint16(record) !== 3 || view.getUint16(record + 6) !== 6) continue;
    const [length, offset] = [view.getUint16(record + 8), view.getUint16(record + 10)];
    return Array.from({ length: length / 2 }, (_, k) =>
      String.fromCharCode(view.getUint16(strings + offset + 2 * k)),
    ).join('');
  }
  return undefined;
}

function tablesOf(view: DataView): Map<string, number> {
  const tables = new Map<string, number>();
  for (let n = 0; n < view.getUint16(4); n += 1) {
    const at = 12 + 16 * n;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(at + k)));
    tables.set(tag, view.getUint32(at + 8));
  }
  return tables;
}

type CharacterMap = (codePoint: number) => number;

/** The subtable with the most characters: format 12 has all of Unicode, format 4 the first plane. */
function characterMap(view: DataView, cmap: number): CharacterMap {
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, n) => {
    const at = cmap + view.getUint32(cmap + 4 + 8 * n + 4);
    return { at, format: view.getUint16(at) };
  });
  const full = subtables.find(({ format }) => format === 12);
  if (full) return groupedMap(view, full.at);
  const basic = subtables.find(({ format }) => format === 4);
  if (basic) return segmentedMap(view, basic.at);
  throw new RangeError('the font has no character map of format 4 or 12');
}

/** Place of the first of `count` sorted entries whose end is not before the code point. */
function firstEndingAt(count: number, endOf: (n: number) => number, codePoint: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(middle) < codePoint) low = middle + 1;
    else high = middle;
  }
  return low;
}

function groupedMap(view: DataView, at: number): CharacterMap {
  const count = view.getUint32(at + 12);
  const group = (n: number) => at + 16 + 12 * n;
  return (codePoint) => {
    const n = firstEndingAt(count, (k) => view.getUint32(group(k) + 4), codePoint);
    if (n === count) return 0;
    const start = view.getUint32(group(n));
    return codePoint < start ? 0 : view.getUint32(group(n) + 8) + codePoint - start;
  };
}

function segmentedMap(view: DataView, at: number): CharacterMap {
  const double = view.getUint16(at + 6);
  const [ends, starts] = [at + 14, at + 16 + double];
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    const n = firstEndingAt(double / 2, (k) => view.getUint16(ends + 2 * k), codePoint);
    const start = view.getUint16(starts + 2 * n);
    if (codePoint < start) return 0;
    const delta = view.getUint16(starts + double + 2 * n);
    const offsetAt = starts + 2 * double + 2 * n;
    const offset = view.getUint16(offsetAt);
    if (offset === 0) return (codePoint + delta) & 0xffff;
    const glyph = view.getUint16(offsetAt + offset + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

/** Composites of composites end somewhere; a font where they do not is broken. */
const maxDepth = 6;

function contoursOf(
  view: DataView,
  glyph: number,
  outlineAt: (glyph: number) => number | undefined,
  depth = 0,
): Contour[] {
  const at = outlineAt(glyph);
  if (at === undefined || depth > maxDepth) return [];
  const count = view.getInt16(at);
  return count >= 0
    ? simpleContours(view, at, count)
    : partsOf(view, at).flatMap(({ part, place }) =>
        contoursOf(view, part, outlineAt, depth + 1).map((contour) => contour.map(place)),
      );
}

function simpleContours(view: DataView, at: number, count: number): Contour[] {
  const ends = Array.from({ length: count }, (_, n) => view.getUint16(at + 10 + 2 * n));
  const total = (ends.at(-1) ?? -1) + 1;
  let next = at + 10 + 2 * count;
  next += 2 + view.getUint16(next);
  const flags: number[] = [];
  while (flags.length < total) {
    const flag = view.getUint8(next);
    next += 1;
    flags.push(flag);
    if (flag & 8) {
      for (let repeats = view.getUint8(next); repeats > 0; repeats -= 1) flags.push(flag);
      next += 1;
    }
  }
  const coordinates = (short: number, same: number): number[] => {
    let value = 0;
    return flags.slice(0, total).map((flag) => {
      if (flag & short) {
        value += flag & same ? view.getUint8(next) : -view.getUint8(next);
        next += 1;
      } else if (!(flag & same)) {
        value += view.getInt16(next);
        next += 2;
      }
      return value;
    });
  };
  const xs = coordinates(2, 16);
  const ys = coordinates(4, 32);
  return ends.map((end, n) =>
    Array.from({ length: end - (ends[n - 1] ?? -1) }, (_, k) => {
      const m = (ends[n - 1] ?? -1) + 1 + k;
      return { x: xs[m]!, y: ys[m]!, onCurve: (flags[m]! & 1) !== 0 };
    }),
  );
}

interface Part {
  readonly part: number;
  readonly place: (point: ContourPoint) => ContourPoint;
}

/** The parts of a composite glyph, each with where it is put. */
function partsOf(view: DataView, at: number): Part[] {
  const parts: Part[] = [];
  let next = at + 10;
  let flags: number;
  do {
    flags = view.getUint16(next);
    const part = view.getUint16(next + 2);
    next += 4;
    const [dx, dy] =
      flags & 1 ? [view.getInt16(next), view.getInt16(next + 2)] : [view.getInt8(next), view.getInt8(next + 1)];
    next += flags & 1 ? 4 : 2;
    const fraction = () => {
      const value = view.getInt16(next) / 16_384;
      next += 2;
      return value;
    };
    let [a, b, c, d] = [1, 0, 0, 1];
    if (flags & 8) a = d = fraction();
    else if (flags & 64) [a, d] = [fraction(), fraction()];
    else if (flags & 128) [a, b, c, d] = [fraction(), fraction(), fraction(), fraction()];
    parts.push({ part, place: ({ x, y, onCurve }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, onCurve }) });
  } while (flags & 32);
  return parts;
}
