/** Pixels, and how they are read: from memory, or part by part from a source that is slow to read, such as a canvas. */

/** Pixels in memory: four bytes each, red green blue alpha, row by row, as in a canvas's `ImageData`. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Whole pixels of a picture; right and bottom are one past the last. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A rectangle of a larger picture. */
export interface Tile extends Picture {
  /** Column and row of its first pixel in the larger picture. */
  readonly left: number;
  readonly top: number;
}

/** A picture that is read part by part. */
export interface PixelReader {
  readonly width: number;
  readonly height: number;
  /**
   * Read some pixels.
   *
   * @param box at least one pixel, all of them inside the picture
   * @returns a tile that contains the box and may be larger
   */
  read(box: Box): Tile;
}

/** A reader of pixels that are in memory already: nothing is copied. */
export function inMemory({ data, width, height }: Picture): PixelReader {
  const tile: Tile = { data, width, height, left: 0, top: 0 };
  return { width, height, read: () => tile };
}

/** All pixels of a picture. */
export const wholeBox = ({ width, height }: { readonly width: number; readonly height: number }): Box => ({
  left: 0,
  top: 0,
  right: width,
  bottom: height,
});
