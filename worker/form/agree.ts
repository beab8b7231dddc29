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

/** Fields that a page's JPEG does not show. @param drawn the pixels that were encoded */
export async function checkPicture(
  page: Page,
  { drawn, jpeg }: { readonly drawn: Raster; readonly jpeg: Uint8Array },
  font: Font,
  drawing: Drawing,
): Promise<FormFinding[]> {
  const decoded = await drawing.decode(jpeg);
  const isSame = decoded !== undefined && blockDifference(drawn, decoded) <= maxBlockDifference;
  return disagrees('picture', isSame ? unlikeFields(page, drawn, font, drawing) : page.fields.map(({ name }) => name));
}
