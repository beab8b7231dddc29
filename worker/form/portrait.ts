/** The portrait as the form prints it: decoded, made small, and encoded again, so that only pixels that were seen go on. */
import type { Picture } from './layout/page.ts';
import type { Drawing, Raster } from './picture/drawing.ts';

/** Pixels on the longer side: what the annex's picture shows of it. */
const longestSide = 240;
const quality = 70;

/** @returns undefined if the bytes are not a JPEG of the kind that is accepted as a frame */
export async function printedPortrait(bytes: Uint8Array, drawing: Drawing): Promise<Picture | undefined> {
  const raster = await drawing.decode(bytes);
  if (!raster) return undefined;
  const small = shrink(raster, Math.min(1, longestSide / Math.max(raster.width, raster.height)));
  const jpeg = await drawing.encode(small, { quality, grey: false });
  return { jpeg, width: small.width, height: small.height, components: 3 };
}

/** Each pixel is the mean of those that it stands for. */
function shrink({ data, width, height }: Raster, scale: number): Raster {
  const small = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const pixels = new Uint8ClampedArray(4 * small.width * small.height).fill(255);
  for (let y = 0; y < small.height; y += 1) {
    const [top, bottom] = span(y, small.height, height);
    for (let x = 0; x < small.width; x += 1) {
      const [left, right] = span(x, small.width, width);
      let [red, green, blue] = [0, 0, 0];
      for (let v = top; v < bottom; v += 1) {
        for (let at = 4 * (v * width + left); at < 4 * (v * width + right); at += 4) {
          red += data[at]!;
          green += data[at + 1]!;
          blue += data[at + 2]!;
        }
      }
      const count = (bottom - top) * (right - left);
      const at = 4 * (y * small.width + x);
      pixels[at] = Math.round(red / count);
      pixels[at + 1] = Math.round(green / count);
      pixels[at + 2] = Math.round(blue / count);
    }
  }
  return { ...small, data: pixels };
}

const span = (n: number, of: number, from: number): [number, number] => {
  const start = Math.floor((n * from) / of);
  return [start, Math.max(start + 1, Math.floor(((n + 1) * from) / of))];
};
