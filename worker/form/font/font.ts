/** What layout and drawing need to know of a font. Widths are in ems, so that a size in points scales them. */
export interface Font {
  readonly name: string;
  readonly unitsPerEm: number;
  /** Highest and lowest line of the font's text above the baseline, in units of 1/`unitsPerEm`. */
  readonly ascent: number;
  readonly descent: number;
  /** @returns undefined for a character that the font does not have */
  readonly glyphOf: (codePoint: number) => number | undefined;
  readonly advanceOf: (glyph: number) => number;
  /** The glyph's outline, its origin on the baseline, y upward, in units of 1/`unitsPerEm`. Empty for a blank. */
  readonly contoursOf: (glyph: number) => readonly Contour[];
}

/** A closed curve of quadratic pieces. Between two control points beside each other lies the curve's point half way. */
export type Contour = readonly ContourPoint[];

export interface ContourPoint {
  readonly x: number;
  readonly y: number;
  /** Otherwise it is a control point. */
  readonly onCurve: boolean;
}

/** Characters that stand for nothing to be drawn. */
const blank = /^[ \u00A0\u3000]$/u;

/** Characters of the text that the font cannot draw, each once. A glyph without an outline is as bad as none. */
export function missingCharacters(text: string, font: Font): string[] {
  const cannot = (character: string) => {
    const glyph = font.glyphOf(character.codePointAt(0)!);
    return glyph === undefined || (font.contoursOf(glyph).length === 0 && !blank.test(character));
  };
  return [...new Set(text)].filter(cannot);
}

/** Advance of a character in ems. One that the font lacks takes an em: such a form is refused. */
export function advance(character: string, font: Font): number {
  const glyph = font.glyphOf(character.codePointAt(0)!);
  return glyph === undefined ? 1 : font.advanceOf(glyph);
}

/** A piece of a contour from the point before it: a line, or with a control point a quadratic curve. */
export interface Piece {
  readonly control?: ContourPoint;
  readonly end: ContourPoint;
}

const middle = (a: ContourPoint, b: ContourPoint): ContourPoint => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
  onCurve: true,
});

/** A contour as its pieces, with the points that lie half way between two control points. The last piece ends at the start. */
export function piecesOf(contour: Contour): { readonly start: ContourPoint; readonly pieces: readonly Piece[] } {
  const [first, last] = [contour[0]!, contour.at(-1)!];
  const start = first.onCurve ? first : last.onCurve ? last : middle(first, last);
  const pieces: Piece[] = [];
  let control: ContourPoint | undefined;
  for (const point of [...contour, start]) {
    if (point.onCurve) {
      pieces.push(control ? { control, end: point } : { end: point });
      control = undefined;
    } else {
      if (control) pieces.push({ control, end: middle(control, point) });
      control = point;
    }
  }
  return { start, pieces };
}
