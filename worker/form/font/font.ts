/** What layout and drawing need to know of a font. Lengths are in ems, so that a size in points scales them. */
export interface Font {
  /** The whole font file, of which a PDF embeds the glyphs used. */
  readonly bytes: Uint8Array;
  /** @returns undefined for a character that the font does not have */
  readonly glyphOf: (codePoint: number) => number | undefined;
  readonly advanceOf: (glyph: number) => number;
  /** The glyph as SVG path data, its origin on the baseline, y upward, in units of 1/`unitsPerEm`. Empty for a blank. */
  readonly outlineOf: (glyph: number) => string;
  readonly unitsPerEm: number;
}

/** Characters that stand for nothing to be drawn. */
const blank = /^[ \u00A0\u3000]$/u;

/** Characters of the text that the font cannot draw, each once. A glyph without an outline is as bad as none. */
export function missingCharacters(text: string, font: Font): string[] {
  const cannot = (character: string) => {
    const glyph = font.glyphOf(character.codePointAt(0)!);
    return glyph === undefined || (font.outlineOf(glyph) === '' && !blank.test(character));
  };
  return [...new Set(text)].filter(cannot);
}

/** Width of a text on one line, in points. */
export function widthOf(text: string, size: number, font: Font, spacing = 0): number {
  let width = 0;
  for (const character of text) width += advance(character, font) * size + spacing;
  return width;
}

/** Advance of a character in ems. One that the font lacks takes an em: such a form is refused. */
export function advance(character: string, font: Font): number {
  const glyph = font.glyphOf(character.codePointAt(0)!);
  return glyph === undefined ? 1 : font.advanceOf(glyph);
}
