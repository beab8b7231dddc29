/**
 * Whether a picture shows what its fields say, in two steps that together lead from the JPEG to the data:
 * the JPEG is the page that was drawn, and in the page that was drawn each field's box shows what its text draws alone.
 *
 * One step would not do: within its blocks, the noise of a small JPEG is larger than the difference of two digits.
 * Ink is 0 for white paper and 1 for black.
 */
import type { Font } from '../font/font.ts';
import { pageSize, type Field, type Page } from '../layout/page.ts';
import type { Raster } from './drawing.ts';
import { drawTexts, whitePaper, type Paper } from './glyph-ink.ts';

/** JPEG's own blocks, whose mean it keeps nearly exact. */
const blockSize = 8;

/** Greatest difference of a block's mean ink between a page and its JPEG. At the lowest quality that is used it was 0.07. */
export const maxBlockDifference = 0.1;

/**
 * Greatest difference of a pixel between a field as it was drawn and as `glyph-ink.ts` draws it. Of 土 and 士 or 末 and 未 in
 * 6 points it is 0.38; without a change it was at most 0.32 in 120 forms.
 */
const maxPixelDifference = 0.35;

/** The same for a block's mean, which shows a light mark over a field. Without a change it was at most 0.07. */
const maxMeanDifference = 0.12;

/** More than a specimen's watermark has, and less than any character. */
const watermarkInk = 0.3;

/** Names of the fields whose box shows something else than their text alone, or nothing at all. */
export function unlikeFields(page: Page, drawn: Raster, font: Font): string[] {
  const expected = whitePaper(drawn.width, drawn.height);
  const texts = [...page.background, ...page.fields.flatMap(({ marks }) => marks)];
  drawTexts(
    texts.filter((mark) => mark.kind === 'text'),
    expected,
    font,
  );
  return page.fields.filter((field) => !isShown(field, drawn, expected)).map(({ name }) => name);
}

/** Whether the field's box has ink, and its pixels that lie wholly inside are those that are expected. */
function isShown({ box }: Field, drawn: Raster, expected: Paper): boolean {
  const [scaleX, scaleY] = [drawn.width / pageSize.width, drawn.height / pageSize.height];
  const [left, top] = [Math.ceil(box.x * scaleX), Math.ceil(box.y * scaleY)];
  const [right, bottom] = [Math.floor((box.x + box.width) * scaleX), Math.floor((box.y + box.height) * scaleY)];
  let darkest = 255;
  for (let y = top; y < bottom; y += blockSize) {
    for (let x = left; x < right; x += blockSize) {
      const [endX, endY] = [Math.min(x + blockSize, right), Math.min(y + blockSize, bottom)];
      let sum = 0;
      for (let v = y; v < endY; v += 1) {
        for (let u = x; u < endX; u += 1) {
          const at = v * drawn.width + u;
          const difference = drawn.data[4 * at + 1]! - expected.data[at]!;
          if (Math.abs(difference) > 255 * maxPixelDifference) return false;
          sum += difference;
          darkest = Math.min(darkest, expected.data[at]!);
        }
      }
      if (Math.abs(sum) > 255 * maxMeanDifference * blockSize ** 2) return false;
    }
  }
  return darkest < 255 * (1 - watermarkInk);
}

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
