/** The check before a form leaves: the data, the PDF's text and the pictures say the same. */
import { formFinding, type Facts, type FormFinding } from '#protocol/filing/form/finding.ts';
import type { Font } from './font/font.ts';
import type { Page } from './layout/page.ts';
import { readPdf, textIn, type ReadPage } from './pdf/read.ts';
import { blockDifference, maxBlockDifference, unlikeFields } from './picture/compare-ink.ts';
import type { Drawing, Raster } from './picture/drawing.ts';

const disagrees = (part: NonNullable<Facts['part']>, places: readonly string[]): FormFinding[] =>
  places.map((at) => formFinding('form-disagrees', { part, at }));

/** The printed text without what only separates it. */
const withoutBlanks = (text: string): string => text.replaceAll(/\s/gu, '');

/** Fields whose pieces, put together, are not the value of the data. @param expected by field, from the data */
export function checkData(expected: ReadonlyMap<string, string>, pages: readonly Page[]): FormFinding[] {
  const shown = new Map<string, string>();
  for (const { name, text } of pages.flatMap(({ fields }) => fields)) {
    const [whole] = name.split('#');
    shown.set(whole!, (shown.get(whole!) ?? '') + text);
  }
  const wrong = [...expected].filter(([name, value]) => withoutBlanks(shown.get(name) ?? '') !== withoutBlanks(value));
  return disagrees(
    'data',
    wrong.map(([name]) => name),
  );
}

/** Fields in whose box the PDF's text reads otherwise. */
export async function checkPdf(pages: readonly Page[], pdf: Uint8Array): Promise<FormFinding[]> {
  const printed = await readPdf(pdf);
  const none: ReadPage = { characters: [] };
  const wrong = pages.flatMap(({ fields }, n) =>
    fields.filter(({ box, text, marks }) => {
      const size = Math.max(...marks.map((mark) => mark.size));
      return textIn(printed[n] ?? none, box, size) !== withoutBlanks(text);
    }),
  );
  return disagrees(
    'pdf',
    wrong.map(({ name }) => name),
  );
}

/** Fields that a drawn page does not show. */
export const checkDrawn = (page: Page, drawn: Raster, font: Font): FormFinding[] =>
  disagrees('picture', unlikeFields(page, drawn, font));

/** Every field of a page, if the JPEG is not the page that was drawn. */
export async function checkJpeg(page: Page, drawn: Raster, jpeg: Uint8Array, drawing: Drawing): Promise<FormFinding[]> {
  const decoded = await drawing.decode(jpeg);
  const isSame = decoded !== undefined && blockDifference(drawn, decoded) <= maxBlockDifference;
  return disagrees('picture', isSame ? [] : page.fields.map(({ name }) => name));
}
