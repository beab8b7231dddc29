/**
 * Whether a picture shows what its fields say, in two steps that together lead from the JPEG to the data:
 * the JPEG is the page that was drawn, and in the page that was drawn each field's box shows what its text draws alone.
 *
 * One step would not do: within its blocks, the noise of a small JPEG is larger than the difference of two digits.
 * Ink is 0 for white paper and 1 for black.
 */
import type { Font } from '../font/font.ts';
import { pageSize, type Field, type Page } from '../layout/page.ts';
import type { Drawing, Raster } from './drawing.ts';
import { svgOf } from './svg.ts';

/** JPEG's own blocks, whose mean it keeps nearly exact. */
const blockSize = 8;

/** Greatest difference of a block's mean ink between a page and its JPEG. At the lowest quality that is used it was 0.07. */
export const maxBlockDifference = 0.1;

/** Greatest difference of a pixel: both were drawn by the same program, so only rounding may differ. */
const maxPixelDifference = 0.05;

/** More than a specimen's watermark has, and less than any character. */
const watermarkInk = 0.3;

/** Names of the fields whose box shows something else than their text alone, or nothing at all. */
export function unlikeFields(page: Page, drawn: Raster, font: Font, drawing: Drawing): string[] {
  const alone = [...page.background, ...page.fields.flatMap(({ marks }) => marks)];
  const expected = drawing.rasterise(svgOf(alone, font), drawn.width);
  return page.fields.filter((field) => !isShown(field, drawn, expected)).map(({ name }) => name);
}

/** Whether two pictures are the same in the pixels that lie wholly in the field's box, and have ink there. */
function isShown({ box }: Field, drawn: Raster, expected: Raster): boolean {
  const scale = drawn.width / pageSize.width;
  const [left, top] = [Math.ceil(box.x * scale), Math.ceil(box.y * scale)];
  const [right, bottom] = [Math.floor((box.x + box.width) * scale), Math.floor((box.y + box.height) * scale)];
  let darkest = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const ink = inkAt(expected, x, y);
      if (Math.abs(inkAt(drawn, x, y) - ink) > maxPixelDifference) return false;
      darkest = Math.max(darkest, ink);
    }
  }
  return darkest > watermarkInk;
}

const inkAt = ({ data, width }: Raster, x: number, y: number): number => 1 - data[4 * (y * width + x) + 1]! / 255;

/** The greatest difference of ink of a block of two pictures; 1 if their sizes differ. */
export function blockDifference(one: Raster, other: Raster): number {
  if (one.width !== other.width || one.height !== other.height) return 1;
  let greatest = 0;
  for (let top = 0; top + blockSize <= one.height; top += blockSize) {
    for (let left = 0; left + blockSize <= one.width; left += blockSize) {
      let sum = 0;
      for (let y = top; y < top + blockSize; y += 1) {
        for (let x = left; x < left + blockSize; x += 1) {
          const at = 4 * (y * one.width + x) + 1;
          sum += one.data[at]! - other.data[at]!;
        }
      }
      greatest = Math.max(greatest, Math.abs(sum) / (255 * blockSize ** 2));
    }
  }
  return greatest;
}
