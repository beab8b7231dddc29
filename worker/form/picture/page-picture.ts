/** A page as a JPEG that the ministry's interface takes: at most 150 KB (Fjyt 1), and readable at its own size. */
import type { Font } from '../font/font.ts';
import { marksOf, type Page } from '../layout/page.ts';
import type { Drawing, Raster } from './drawing.ts';
import { svgOf } from './svg.ts';

/** 150 KB, counted as the stricter of both readings. */
export const maxPictureBytes = 150_000;

/** Pixels across a page: 140 an inch, at which the smallest note (6.5 points) is 12 pixels high. */
export const pictureWidth = 1_160;

/** From the first that usually fits, downward. Below the last, thin strokes of small characters break. */
const qualities = [46, 38, 31, 25] as const;

export interface PagePicture {
  readonly drawn: Raster;
  /** Undefined if no quality that can be read makes the page small enough. */
  readonly jpeg: Uint8Array | undefined;
}

export async function pagePicture(page: Page, font: Font, drawing: Drawing): Promise<PagePicture> {
  const marks = marksOf(page);
  const drawn = drawing.rasterise(svgOf(marks, font), pictureWidth);
  const grey = !marks.some(({ kind }) => kind === 'picture');
  for (const quality of qualities) {
    const jpeg = await drawing.encode(drawn, { quality, grey });
    if (jpeg.length <= maxPictureBytes) return { drawn, jpeg };
  }
  return { drawn, jpeg: undefined };
}
