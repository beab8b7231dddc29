/** A page as a JPEG that the ministry's interface takes: at most 150 KB (Fjyt 1), and readable at its own size. */
import type { Font } from '../font/font.ts';
import { marksOf, type Page } from '../layout/page.ts';
import type { Drawing, Raster } from './drawing.ts';
import { svgOf } from './svg.ts';

/** 150 KB, counted as the stricter of both readings. */
export const maxPictureBytes = 150_000;

/** Pixels across a page: 140 an inch, at which the smallest note (6.5 points) is 12 pixels high. */
export const pictureWidth = 1_160;

/**
 * From the first, at which the ministry's form itself has 145 KB, downward for fuller pages: every further one costs an
 * encoding. Below the last, thin strokes of small characters break.
 */
const qualities = [38, 31, 25] as const;

export const drawPage = (page: Page, font: Font, drawing: Drawing): Raster =>
  drawing.rasterise(svgOf(marksOf(page), font), pictureWidth);

/** @returns undefined if no quality that can be read makes the page small enough */
export async function encodePage(page: Page, drawn: Raster, drawing: Drawing): Promise<Uint8Array | undefined> {
  const grey = !marksOf(page).some(({ kind }) => kind === 'picture');
  for (const quality of qualities) {
    const jpeg = await drawing.encode(drawn, { quality, grey });
    if (jpeg.length <= maxPictureBytes) return jpeg;
  }
  return undefined;
}
