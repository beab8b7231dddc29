/** Where characters stand: on one line, and wrapped into a box. */
import { advance, type Font } from '../font/font.ts';
import type { Box, TextMark } from './page.ts';

/**
 * Punctuation with ink only in the right half of its square (opening) or only in the left half (closing). Quotation marks are set
 * without their blank half.
 */
const opening = new Set('“‘《（〈【「『');
const closing = new Set('”’》）〉】」』，。、；：');
const quotation = /[“‘”’]/u;

/**
 * How wide a character stands in a line, and how far it is moved to the left, in ems. Of two marks beside each other, the
 * first gives up its blank half.
 *
 * @see CLREQ §3.1.6 (adjustment of punctuation marks)
 */
function space(
  character: string,
  next: string | undefined,
  font: Font,
): { readonly width: number; readonly shift: number } {
  const width = advance(character, font);
  if (width < 1) return { width, shift: 0 };
  if (quotation.test(character)) return { width: 0.5, shift: opening.has(character) ? 0.5 : 0 };
  const meetsMark = next !== undefined && (opening.has(next) || closing.has(next));
  return { width: closing.has(character) && meetsMark ? 0.5 : width, shift: 0 };
}

export interface PlacedCharacter {
  readonly character: string;
  /** From the start of the line, in points. */
  readonly x: number;
}

/** The characters of a line with their places. */
export function placeCharacters({ text, size, spacing = 0 }: TextMark, font: Font): PlacedCharacter[] {
  let x = 0;
  return [...text].map((character, n, all) => {
    const { width, shift } = space(character, all[n + 1], font);
    const placed = { character, x: x - shift * size };
    x += width * size + spacing;
    return placed;
  });
}

/** Width of a line in points. */
export function lineWidth(text: string, size: number, font: Font): number {
  const all = [...text];
  return all.reduce((width, character, n) => width + space(character, all[n + 1], font).width * size, 0);
}

/** Characters that may not start a line, and those that may not end one (GB/T 15834 §5). */
const noStart = new Set('，。、；：？！）》〉】〕」』”’…—·,.;:?!)]}%');
const noEnd = new Set('（《〈【〔「『“‘([{');

/** Whether a line may be broken between two characters. Words and numbers of Latin script stay whole. */
const mayBreak = (before: string, after: string): boolean =>
  !noStart.has(after) && !noEnd.has(before) && !(/[\w@/#&=+~-]/.test(before) && /[\w@/#&=+~-]/.test(after));

/**
 * Lines of a text within a width. A word that is wider than a line is broken anywhere, since nothing may be clipped.
 *
 * @param indent width that the first line leaves blank, in points
 */
export function wrap(text: string, width: number, size: number, font: Font, indent = 0): string[] {
  const characters = [...text];
  const lines: string[] = [];
  let start = 0;
  while (start < characters.length) {
    const limit = width - (lines.length === 0 ? indent : 0);
    let end = start;
    let used = 0;
    while (end < characters.length) {
      const character = characters[end]!;
      const { width: own } = space(character, characters[end + 1], font);
      // The blank half of a mark may hang out of the line.
      const seen = own === 1 && closing.has(character) ? 0.5 : own;
      if (used + seen * size > limit + 1e-6 && end > start) break;
      used += own * size;
      end += 1;
      if (used > limit + 1e-6) break;
    }
    const cut = end === characters.length ? end : breakBefore(characters, start, end);
    lines.push(characters.slice(start, cut).join('').trimEnd());
    start = cut;
    while (characters[start] === ' ') start += 1;
  }
  return lines.length === 0 ? [''] : lines;
}

/** The last place at or before `end` where the line may be broken. */
function breakBefore(characters: readonly string[], start: number, end: number): number {
  for (let cut = end; cut > start; cut -= 1) if (mayBreak(characters[cut - 1]!, characters[cut]!)) return cut;
  return end;
}

/** How a text may be made to fit. */
export interface Fitting {
  readonly size: number;
  /** The smallest size that is still read at 1:1. */
  readonly minSize: number;
  readonly align?: 'left' | 'centre';
}

/** Height of a line by size. */
const leading = 1.2;
/** What lies above and below the baseline of a full character, in ems: the body of an ideograph. */
const above = 0.88;

/** Sizes are tried in steps of this many points. */
const step = 0.5;

/**
 * The lines of a text in a box, as large as they fit and centred upright.
 *
 * @returns undefined if the text does not fit at the smallest size
 */
export function fit(
  text: string,
  box: Box,
  { size, minSize, align = 'left' }: Fitting,
  font: Font,
): TextMark[] | undefined {
  for (let tried = size; tried >= minSize; tried -= step) {
    const lines = wrap(text, box.width, tried, font);
    if (lines.length * tried * leading <= box.height + 1e-6) return linesIn(lines, box, tried, align, font);
  }
  return undefined;
}

/** Lines in the middle of a box. */
function linesIn(lines: readonly string[], box: Box, size: number, align: 'left' | 'centre', font: Font): TextMark[] {
  const top = box.y + (box.height - lines.length * size * leading) / 2;
  return lines.map((text, n) => ({
    kind: 'text' as const,
    text,
    x: align === 'left' ? box.x : box.x + (box.width - lineWidth(text, size, font)) / 2,
    baseline: top + n * size * leading + ((leading - 1) / 2 + above) * size,
    size,
  }));
}

/** A single line in the middle of a row. */
export const baselineIn = (top: number, bottom: number, size: number): number =>
  (top + bottom) / 2 + (above - 0.5) * size;

/** Lines from `top` on, one under the other. */
export function stack(text: string, { x, y, width }: Omit<Box, 'height'>, size: number, font: Font, lead = leading) {
  const marks = wrap(text, width, size, font).map((line, n) => ({
    kind: 'text' as const,
    text: line,
    x,
    baseline: y + n * size * lead + ((lead - 1) / 2 + above) * size,
    size,
  }));
  return { marks, height: marks.length * size * lead };
}

/**
 * A paragraph with its first line indented by two characters, and all lines but the last stretched to the full width.
 *
 * @param pitch distance of two baselines in points
 */
export function paragraph(
  text: string,
  { x, width, baseline }: { readonly x: number; readonly width: number; readonly baseline: number },
  { size, pitch, indent = 2 * size }: { readonly size: number; readonly pitch: number; readonly indent?: number },
  font: Font,
): TextMark[] {
  const lines = wrap(text, width, size, font, indent);
  return lines.map((line, n) => {
    const inset = n === 0 ? indent : 0;
    const left = width - inset - lineWidth(line, size, font);
    // The blank half of the last mark hangs out.
    const gap = left < 0 ? left + size / 2 : left;
    const gaps = [...line].length - 1;
    const isLast = n === lines.length - 1;
    return {
      kind: 'text' as const,
      text: line,
      x: x + inset,
      baseline: baseline + n * pitch,
      size,
      ...(isLast || gaps < 1 ? {} : { spacing: gap / gaps }),
    };
  });
}
