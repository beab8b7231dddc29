/** A picture's pixels: four bytes each, red green blue alpha, row by row. What a canvas gives, and what a JPEG decodes to. */
export interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}
