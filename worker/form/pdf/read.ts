/** Reads a PDF back: which characters stand in a box. It parses the file, and knows nothing of how it was written. */
import { PDF } from '@libpdf/core';
import { pageSize, type Box } from '../layout/page.ts';

interface ReadCharacter {
  readonly character: string;
  /** Its middle, from the upper left corner. */
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
}

export interface ReadPage {
  readonly characters: readonly ReadCharacter[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPage[]> {
  const pdf = await PDF.load(bytes);
  return pdf.extractText().map(({ lines }) => ({
    characters: lines.flatMap(({ spans }) =>
      spans.flatMap(({ chars }) =>
        chars.map(({ char, bbox, baseline, fontSize }) => ({
          character: char,
          x: bbox.x + bbox.width / 2,
          baseline: pageSize.height - baseline,
          size: fontSize,
        })),
      ),
    ),
  }));
}

/**
 * The text whose characters stand in a box, line by line, blanks left out.
 *
 * @param size the largest that the box's characters have; a larger one belongs to the watermark behind it
 */
export function textIn({ characters }: ReadPage, { x, y, width, height }: Box, size: number): string {
  const within = characters.filter(
    (each) =>
      each.size <= size + 0.1 &&
      each.x >= x &&
      each.x <= x + width &&
      each.baseline >= y &&
      each.baseline <= y + height,
  );
  const lines: ReadCharacter[][] = [];
  for (const each of within.toSorted((a, b) => a.baseline - b.baseline)) {
    const line = lines.at(-1);
    if (line && each.baseline - line[0]!.baseline < each.size / 2) line.push(each);
    else lines.push([each]);
  }
  return lines
    .flatMap((line) => line.toSorted((a, b) => a.x - b.x).map(({ character }) => character))
    .join('')
    .replaceAll(/\s/gu, '');
}
