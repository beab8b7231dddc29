/** Pages as a PDF and pictures, or what keeps them from being released: the check before anything leaves. */
import { formFinding, type FormFinding } from '#protocol/filing/form/finding.ts';
import { checkData, checkPdf, checkPicture } from './agree.ts';
import { missingCharacters, type Font } from './font/font.ts';
import { charactersOf, type Page } from './layout/page.ts';
import { writePdf, type PdfProperties } from './pdf/write.ts';
import type { Drawing } from './picture/drawing.ts';
import { maxPictureBytes, pagePicture } from './picture/page-picture.ts';

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

/** @param expected the value of each field, from the data and not from the layout */
export async function makeFiles(
  pages: readonly Page[],
  expected: ReadonlyMap<string, string>,
  properties: PdfProperties,
  { font, drawing }: { readonly font: Font; readonly drawing: Drawing },
): Promise<Outcome<Files>> {
  const unfit = checkPages(pages, font);
  if (unfit.length > 0) return { findings: unfit };
  const pictures: Uint8Array[] = [];
  const findings: FormFinding[] = checkData(expected, pages);
  for (const [n, page] of pages.entries()) {
    const { drawn, jpeg } = await pagePicture(page, font, drawing);
    if (!jpeg) return { findings: [formFinding('picture-too-large', { page: n + 1, max: maxPictureBytes })] };
    findings.push(...(await checkPicture(page, { drawn, jpeg }, font, drawing)));
    pictures.push(jpeg);
  }
  const pdf = await writePdf(pages, properties, font);
  findings.push(...(await checkPdf(pages, pdf)));
  return findings.length > 0 ? { findings } : { value: { pdf, pictures } };
}
