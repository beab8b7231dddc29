/** Pictures of documents and persons, no two of which are the same: one that lies in another one's place is found. */
import type { Drawing } from '../../worker/form/picture/drawing.ts';

const [width, height] = [640, 480];
const bars = 20;

/** @param n which of all pictures, below 2 to the 20th: a dark bar for each bit that is set, a bright one for each that is not */
export function pictureOf(n: number, { encode }: Pick<Drawing, 'encode'>): Promise<Uint8Array> {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const bar = Math.floor(((pixel % width) * bars) / width);
    data.fill(n & (1 << bar) ? 90 : 160, 4 * pixel, 4 * pixel + 3);
  }
  return encode({ data, width, height }, { quality: 80, grey: false });
}
