/**
 * A laid-out page: what is drawn, and where each value stands. PDF and JPEG are both drawn from it, so they cannot differ.
 * Lengths are in points from the upper left corner, y downward. Shades go from 0, black, to 1, white.
 */

/** A4. */
export const pageSize = { width: 595, height: 842 } as const;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One line of text. */
export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
  /** Added after each character: letter spacing, or what justifies a line. 0 by default. */
  readonly spacing?: number;
  readonly shade?: number;
  /** Width of an outline drawn over the glyphs, which makes them bold. */
  readonly outline?: number;
  /** Degrees, counter-clockwise about the start of the line. */
  readonly turn?: number;
}

export interface FillMark {
  readonly kind: 'fill';
  readonly box: Box;
  readonly shade: number;
}

export interface LineMark {
  readonly kind: 'line';
  readonly points: readonly Point[];
  readonly width: number;
  readonly shade: number;
  /** Lengths of dash and gap. */
  readonly dash?: readonly [number, number];
}

/** A QR code: its dark modules as runs in rows. */
export interface CodeMark {
  readonly kind: 'code';
  readonly box: Box;
  /** Modules in a row. */
  readonly size: number;
  readonly runs: readonly { readonly row: number; readonly column: number; readonly length: number }[];
}

export interface PictureMark {
  readonly kind: 'picture';
  readonly box: Box;
  readonly picture: Picture;
}

/** A baseline or progressive JPEG. */
export interface Picture {
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly components: 1 | 3;
}

export type Mark = TextMark | FillMark | LineMark | CodeMark | PictureMark;

/** A value on the page, with everything that is drawn for it and nothing else in its box. */
export interface Field {
  /** Unique within a form; the part after "#" counts the pieces of a value that flows over several boxes. */
  readonly name: string;
  /** The value, whole or this piece of it. */
  readonly text: string;
  readonly box: Box;
  readonly marks: readonly TextMark[];
}

export interface Page {
  /** What lies under everything else: a specimen's watermark. */
  readonly background: readonly Mark[];
  /** What every form of the kind has, and signatures and pictures. Nothing of it lies in a field's box. */
  readonly marks: readonly Mark[];
  readonly fields: readonly Field[];
}

/** Everything on a page, in drawing order. */
export const marksOf = ({ background, marks, fields }: Page): Mark[] => [
  ...background,
  ...marks,
  ...fields.flatMap((field) => field.marks),
];

/** All characters of these pages. */
export const charactersOf = (pages: readonly Page[]): string =>
  pages
    .flatMap(marksOf)
    .map((mark) => (mark.kind === 'text' ? mark.text : ''))
    .join('');
