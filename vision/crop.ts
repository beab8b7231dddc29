import type { Picture } from './picture.ts';
import type { Region } from './region.ts';

/** What a model expects of its input. */
export interface Input {
  /** Pixels across and down. */
  readonly sidePx: number;
  /** What 0 and 255 become. */
  readonly range: readonly [black: number, white: number];
  /** What lies outside the picture: black, or the nearest pixel. */
  readonly outside: 'black' | 'nearest';
}

/**
 * Cut a region out of a picture into a model's input: one pass from bytes to floats, bilinear, red green blue.
 *
 * Pixel (x, y) of the input is the picture at the region's point (x, y) / side: from pixel corners, as tfjs's
 * `image.transform` has it in face-landmarks-detection, and not from pixel middles, as MediaPipe has it.
 *
 * @param into side × side × 3 numbers
 */
export function crop(
  { data, width, height }: Picture,
  { centre, sidePx, radians }: Region,
  { sidePx: side, range: [black, white], outside }: Input,
  into: Float32Array,
): void {
  // One word for each pixel, alpha blue green red: every machine that runs a browser is little-endian.
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const step = sidePx / side;
  const across = Math.cos(radians) * step;
  const down = Math.sin(radians) * step;
  const startX = centre.x - (across - down) * (side / 2);
  const startY = centre.y - (down + across) * (side / 2);
  const scale = (white - black) / 255;
  const isNearest = outside === 'nearest';
  const lastX = width - 1;
  const lastY = height - 1;
  let to = 0;
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      let x = startX + across * column - down * row;
      let y = startY + down * column + across * row;
      if (isNearest) {
        x = x < 0 ? 0 : x > lastX ? lastX : x;
        y = y < 0 ? 0 : y > lastY ? lastY : y;
      } else if (x <= -1 || y <= -1 || x >= width || y >= height) {
        into[to] = into[to + 1] = into[to + 2] = black;
        to += 3;
        continue;
      }
      const left = Math.floor(x);
      const top = Math.floor(y);
      // A neighbour outside the picture weighs nothing, and is read from the edge.
      const rightShare = left < lastX ? x - left : 0;
      const leftShare = left < 0 ? 0 : 1 - (x - left);
      const bottomShare = (top < lastY ? y - top : 0) * scale;
      const topShare = (top < 0 ? 0 : 1 - (y - top)) * scale;
      const at = (top < 0 ? 0 : top * width) + (left < 0 ? 0 : left);
      const right = left < 0 || left >= lastX ? 0 : 1;
      const below = top < 0 || top >= lastY ? 0 : width;
      const topLeft = pixels[at]!;
      const topRight = pixels[at + right]!;
      const bottomLeft = pixels[at + below]!;
      const bottomRight = pixels[at + below + right]!;
      const a = topShare * leftShare;
      const b = topShare * rightShare;
      const c = bottomShare * leftShare;
      const d = bottomShare * rightShare;
      into[to] = a * (topLeft & 255) + b * (topRight & 255) + c * (bottomLeft & 255) + d * (bottomRight & 255) + black;
      into[to + 1] =
        a * ((topLeft >>> 8) & 255) +
        b * ((topRight >>> 8) & 255) +
        c * ((bottomLeft >>> 8) & 255) +
        d * ((bottomRight >>> 8) & 255) +
        black;
      into[to + 2] =
        a * ((topLeft >>> 16) & 255) +
        b * ((topRight >>> 16) & 255) +
        c * ((bottomLeft >>> 16) & 255) +
        d * ((bottomRight >>> 16) & 255) +
        black;
      to += 3;
    }
  }
}
