/** Pictures for tests of code that reads pixels. */
import { createRandom } from '../../../assess/synthetic/random.ts';
import type { Box, Picture, PixelReader } from '#vision/picture.ts';

/** Noise: neighbouring pixels differ, so that an error of one pixel is noticed. */
export function noise(width: number, height: number, seed = 1): Picture {
  const random = createRandom(seed);
  return { data: Uint8ClampedArray.from({ length: width * height * 4 }, () => random() * 256), width, height };
}

/**
 * Reads exactly the given box, into a new tile.
 *
 * @param boxes each box that is read is added to it
 * @throws RangeError if a box is empty or not inside the picture, where a canvas would throw or give transparent pixels
 */
export function exactly({ data, width, height }: Picture, boxes: Box[] = []): PixelReader {
  return {
    width,
    height,
    read(box) {
      const { left, top, right, bottom } = box;
      const isInside = left >= 0 && top >= 0 && right <= width && bottom <= height;
      if (!isInside || left >= right || top >= bottom || !Object.values(box).every(Number.isInteger)) {
        throw new RangeError(`cannot read ${JSON.stringify(box)}`);
      }
      boxes.push(box);
      const tile = new Uint8ClampedArray((right - left) * (bottom - top) * 4);
      for (let row = top; row < bottom; row += 1) {
        const from = (row * width + left) * 4;
        tile.set(data.subarray(from, from + (right - left) * 4), (row - top) * (right - left) * 4);
      }
      return { data: tile, width: right - left, height: bottom - top, left, top };
    },
  };
}
