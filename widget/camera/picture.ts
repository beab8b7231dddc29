/** What is measured on one frame, at a small size. */
export interface Picture {
  /** Mean Rec. 601 luma, 0 to 255. */
  readonly luma: number;
  /** Standard deviation of luma over the picture. */
  readonly spread: number;
  /** 99th percentile of the difference between a pixel's largest and smallest channel, 0 to 255: 0 is grey. */
  readonly chroma: number;
  /** Hash of the pixels (FNV-1a, 32 bits). */
  readonly digest: number;
}

/** Measure a picture. @param rgba four bytes per pixel, as in `ImageData`; at least one pixel */
export function pictureOf(rgba: Uint8ClampedArray): Picture {
  const pixels = rgba.length / 4;
  const chromas = new Uint32Array(256);
  let sum = 0;
  let squares = 0;
  let digest = 0x811c9dc5;
  for (let at = 0; at < rgba.length; at += 4) {
    const [red, green, blue] = [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!];
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    sum += luma;
    squares += luma * luma;
    chromas[Math.max(red, green, blue) - Math.min(red, green, blue)]! += 1;
    for (const byte of [red, green, blue]) digest = Math.imul(digest ^ byte, 0x01000193);
  }
  const mean = sum / pixels;
  return {
    luma: mean,
    spread: Math.sqrt(Math.max(0, squares / pixels - mean * mean)),
    chroma: percentile(chromas, 0.99 * pixels),
    digest: digest >>> 0,
  };
}

/** The smallest value up to which the histogram has at least this many counts. */
function percentile(histogram: Uint32Array, counts: number): number {
  let seen = 0;
  return histogram.findIndex((count) => (seen += count) >= counts);
}
