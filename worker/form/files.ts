/** Pages as a PDF and pictures, or what keeps them from being released: the check before anything leaves. */
import { formFinding, type FormFinding } from '#protocol/filing/form/finding.ts';
import { checkData, checkDrawn, checkJpeg, checkPdf } from './agree.ts';
import { missingCharacters, type Font } from './font/font.ts';
import { charactersOf, type Page } from './layout/page.ts';
import { writePdf, type PdfProperties } from './pdf/write.ts';
import type { Drawing } from './picture/drawing.ts';
import { drawPage, encodePage, maxPictureBytes } from './picture/page-picture.ts';

/** Most pages of a document. 1,000 domains of the usual length take fewer than 20. */
export const maxPages = 60;

export type Outcome<Value> =
  | { readonly findings: readonly FormFinding[]; readonly value?: undefined }
  | { readonly findings?: undefined; readonly value: Value };

export interface Files {
  readonly pdf: Uint8Array;
  /** One JPEG a page, each an attachment of its own. */
  readonly pictures: readonly Uint8Array[];
}

/** What keeps pages from being drawn. */
export function checkPages(pages: readonly Page[], font: Font): FormFinding[] {
  const missing = missingCharacters(charactersOf(pages), font);
  return [
    ...(missing.length > 0 ? [formFinding('form-character-missing', { characters: missing })] : []),
    ...(pages.length > maxPages ? [formFinding('form-too-long', { pages: pages.length, max: maxPages })] : []),
  ];
}

/** What makes files of pages. */
export interface Tools {
  readonly font: Font;
  readonly drawing: Drawing;
  /**
   * Runs a step of the work when it is its turn. A step takes up to 200 ms and only computes; where people wait for the same
   * processor, they come first.
   */
  readonly inTurn: <T>(step: () => T | Promise<T>) => Promise<T>;
}

/** @param expected the value of each field, from the data and not from the layout */
export async function makeFiles(
  pages: readonly Page[],
  expected: ReadonlyMap<string, string>,
  properties: PdfProperties,
  { font, drawing, inTurn }: Tools,
): Promise<Outcome<Files>> {
  const unfit = checkPages(pages, font);
  if (unfit.length > 0) return { findings: unfit };
  const pictures: Uint8Array[] = [];
  const findings: FormFinding[] = checkData(expected, pages);
  for (const [n, page] of pages.entries()) {
    const drawn = await inTurn(() => {
      const raster = drawPage(page, font, drawing);
      findings.push(...checkDrawn(page, raster, font));
      return raster;
    });
    const jpeg = await inTurn(async () => {
      const encoded = await encodePage(page, drawn, drawing);
      if (encoded) findings.push(...(await checkJpeg(page, drawn, encoded, drawing)));
      return encoded;
    });
    if (!jpeg) return { findings: [formFinding('picture-too-large', { page: n + 1, max: maxPictureBytes })] };
    pictures.push(jpeg);
  }
  const pdf = await inTurn(() => writePdf(pages, properties, font));
  findings.push(...(await inTurn(() => checkPdf(pages, pdf))));
  return findings.length > 0 ? { findings } : { value: { pdf, pictures } };
}
