/** A PDF's font of the characters that its pages use: embedded, and readable back to characters. */
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString, type PDF, type PdfRef } from '@libpdf/core';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Font } from '../font/font.ts';
import { subsetOf, subsetUnitsPerEm, type FontSubset } from '../font/subset.ts';

export interface PdfFont {
  readonly ref: PdfRef;
  /** What the page's text has for a character: two bytes as hexadecimal digits. Each character has its own, so that it is read back. */
  readonly codeOf: (character: string) => string;
  /** How far a reader of the PDF moves on after a character, in ems. */
  readonly advanceOf: (character: string) => number;
}

/** @param text all characters of the pages */
export function addFont(pdf: PDF, text: string, font: Font): PdfFont {
  const subset = subsetOf(text, font);
  const { bytes, characters, advances, box } = subset;
  const name = PdfName.of(`${tagOf(bytes)}+${font.name}`);
  const add = (object: PdfDict | PdfStream) => pdf.context.register(object);
  const file = add(PdfStream.fromDict({ Length1: PdfNumber.of(bytes.length) }, bytes));
  const descriptor = add(
    PdfDict.of({
      Type: PdfName.of('FontDescriptor'),
      FontName: name,
      // Its characters are not those of the Latin alphabet alone.
      Flags: PdfNumber.of(4),
      FontBBox: numbers(box.map(thousandths)),
      ItalicAngle: PdfNumber.of(0),
      Ascent: PdfNumber.of(Math.round((1_000 * font.ascent) / font.unitsPerEm)),
      Descent: PdfNumber.of(Math.round((1_000 * font.descent) / font.unitsPerEm)),
      CapHeight: PdfNumber.of(733),
      StemV: PdfNumber.of(80),
      FontFile2: file,
    }),
  );
  const descendant = add(
    PdfDict.of({
      Type: PdfName.of('Font'),
      Subtype: PdfName.of('CIDFontType2'),
      BaseFont: name,
      CIDSystemInfo: PdfDict.of({
        Registry: PdfString.fromString('Adobe'),
        Ordering: PdfString.fromString('Identity'),
        Supplement: PdfNumber.of(0),
      }),
      FontDescriptor: descriptor,
      CIDToGIDMap: PdfName.of('Identity'),
      DW: PdfNumber.of(fullWidth),
      W: widthsOf(subset),
    }),
  );
  const ref = add(
    PdfDict.of({
      Type: PdfName.of('Font'),
      Subtype: PdfName.of('Type0'),
      BaseFont: name,
      Encoding: PdfName.of('Identity-H'),
      DescendantFonts: new PdfArray([descendant]),
      ToUnicode: add(PdfStream.fromDict({}, utf8ToBytes(unicodeMap(characters)))),
    }),
  );
  const glyphs = new Map(characters.map((character, n) => [character, n + 1]));
  return {
    ref,
    codeOf: (character) => hex(glyphs.get(character) ?? 0),
    advanceOf: (character) => (advances[(glyphs.get(character) ?? 0) - 1] ?? 0) / subsetUnitsPerEm,
  };
}

/** Width of an ideograph, in thousandths of an em. */
const fullWidth = 1_000;

const thousandths = (units: number): number => (units * 1_000) / subsetUnitsPerEm;
const numbers = (values: readonly number[]) => new PdfArray(values.map((value) => PdfNumber.of(value)));
const hex = (code: number): string => code.toString(16).padStart(4, '0').toUpperCase();

/** Six letters that mark a font as a part, the same for the same part. */
function tagOf(bytes: Uint8Array): string {
  let hash = 0;
  for (const byte of bytes) hash = (Math.imul(hash, 31) + byte) >>> 0;
  return Array.from({ length: 6 }, (_, n) => String.fromCharCode(65 + (Math.floor(hash / 26 ** n) % 26))).join('');
}

/** The widths of glyphs that are no ideographs, in runs: the first glyph, and the widths from it on. */
function widthsOf({ advances }: FontSubset): PdfArray {
  const runs = new PdfArray();
  let run: PdfArray | undefined;
  advances.forEach((advance, n) => {
    const width = thousandths(advance);
    if (width === fullWidth) {
      run = undefined;
      return;
    }
    if (!run) {
      run = new PdfArray();
      runs.push(PdfNumber.of(n + 1));
      runs.push(run);
    }
    run.push(PdfNumber.of(width));
  });
  return runs;
}

/** The map from codes to characters, as UTF-16 (ISO 32000-1 §9.10.3). A range may not cross a multiple of 256. */
function unicodeMap(characters: readonly string[]): string {
  const ranges: string[] = [];
  for (let first = 0; first <= characters.length; first = (first | 255) + 1) {
    const codes = characters.slice(Math.max(first - 1, 0), first | 255);
    if (codes.length === 0) continue;
    const from = Math.max(first, 1);
    ranges.push(`<${hex(from)}> <${hex(from + codes.length - 1)}> [${codes.map(utf16).join(' ')}]`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${ranges.length} beginbfrange
${ranges.join('\n')}
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

const utf16 = (character: string): string =>
  `<${Array.from({ length: character.length }, (_, n) => hex(character.charCodeAt(n))).join('')}>`;
