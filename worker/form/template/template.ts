/**
 * A blank form as data: rows from the top of the page downward, with what is printed in them and where values go.
 * Positions and sizes are those of the ministry's form, in points.
 */

/** The line under a row. */
export type Rule = 'single' | 'double' | 'dotted' | 'none';

/** A printed text. `note` follows it in a smaller size; the whole is made narrower if it does not end before `end`. */
export interface Label {
  readonly x: number;
  readonly text: string;
  readonly size: number;
  readonly note?: string;
  readonly end?: number;
}

/** A box to tick and its word. */
export interface Choice {
  readonly x: number;
  readonly name: string;
  readonly text: string;
  readonly size: number;
}

/** Where a value is printed. */
export interface Slot {
  readonly name: string;
  readonly x: number;
  readonly width: number;
  readonly size: number;
}

export interface Row {
  readonly top: number;
  readonly bottom: number;
  readonly rule: Rule;
  /** White on dark. */
  readonly bar?: true;
  readonly labels: readonly Label[];
  readonly choices?: readonly Choice[];
  readonly slots?: readonly Slot[];
  /** Vertical lines through the row. */
  readonly columns?: readonly number[];
}

/** A paragraph of the undertakings. */
export interface Paragraph {
  readonly baseline: number;
  readonly text: string;
}

/** A date's 年, 月 and 日, with the digits before each. */
export interface DateLine {
  readonly name: string;
  readonly baseline: number;
  /** 日 and 期 of the word 日期. */
  readonly label: readonly [number, number];
  readonly marks: readonly [number, number, number];
}

export interface SignatureLine {
  readonly role: 'person-in-charge' | 'checker';
  readonly baseline: number;
  readonly x: number;
  readonly label: string;
}

export interface Template {
  readonly title: { readonly text: string; readonly x: number; readonly pitch: number; readonly baseline: number };
  readonly frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** Where the frame's thick line crosses the form: between its parts. */
  readonly breaks: readonly number[];
  readonly rows: readonly Row[];
  readonly paragraphs: readonly Paragraph[];
  readonly texts: readonly { readonly x: number; readonly baseline: number; readonly text: string }[];
  readonly provider: { readonly x: number; readonly top: number; readonly width: number; readonly height: number };
  readonly signatures: readonly SignatureLine[];
  readonly dates: readonly DateLine[];
  /** Small, above the frame: that the ministry has not published this form. */
  readonly note?: string;
  readonly dashes: { readonly y: number; readonly from: number; readonly to: number };
}
