import type { Box, PixelReader } from './picture.ts';
import type { Region } from './region.ts';

/** The input that a model takes. */
export interface Input {
  /** Pixels across and down. */
  readonly sidePx: number;
  /** The numbers that bytes 0 and 255 become. */
  readonly range: readonly [black: number, white: number];
  /** The colour of samples outside the picture: black, or the nearest pixel's. */
  readonly outside: 'black' | 'nearest';
}

/**
 * Cuts a region out of a picture into a model's input, in one pass from bytes to floats: bilinear, red green blue. Only the
 * pixels that contribute are read.
 *
 * Pixel (x, y) of the input is sampled at the region's point (x, y) / side. Coordinates count from pixel corners, as
 * tfjs's `image.transform` does in face-landmarks-detection; MediaPipe counts from pixel middles.
 *
 * @param into side × side × 3 numbers
 */
export function crop(
  frame: PixelReader,
  region: Region,
  { sidePx: side, range: [black, white], outside }: Input,
  into: Float32Array,
): void {
  const { width, height } = frame;
  const grid = gridOf(region, side);
  const { across, down, startX, startY } = grid;
  const tile = frame.read(boxOf(grid, frame));
  // One 32-bit word for each pixel, alpha blue green red: every machine that runs a browser is little-endian.
  const pixels = new Uint32Array(tile.data.buffer, tile.data.byteOffset, tile.width * tile.height);
  const stride = tile.width;
  /** Where the picture's first pixel would be in the tile. */
  const origin = -(tile.top * stride + tile.left);
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
      // A neighbour outside the picture has the weight 0, and its value is read from the edge.
      const rightShare = left < lastX ? x - left : 0;
      const leftShare = left < 0 ? 0 : 1 - (x - left);
      const bottomShare = (top < lastY ? y - top : 0) * scale;
      const topShare = (top < 0 ? 0 : 1 - (y - top)) * scale;
      const at = origin + (top < 0 ? 0 : top * stride) + (left < 0 ? 0 : left);
      const right = left < 0 || left >= lastX ? 0 : 1;
      const below = top < 0 || top >= lastY ? 0 : stride;
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

/** Where a region is sampled, in pixels of the picture. */
interface Grid {
  readonly side: number;
  /** The first sample. */
  readonly startX: number;
  readonly startY: number;
  /** From a sample to the next in its row: (across, down). To the one below: (−down, across). */
  readonly across: number;
  readonly down: number;
}

function gridOf({ centre, sidePx, radians }: Region, side: number): Grid {
  const step = sidePx / side;
  const across = Math.cos(radians) * step;
  const down = Math.sin(radians) * step;
  const startX = centre.x - (across - down) * (side / 2);
  const startY = centre.y - (down + across) * (side / 2);
  return { side, startX, startY, across, down };
}

/** The smallest box that contains all pixels that contribute to the samples. */
function boxOf({ side, startX, startY, across, down }: Grid, { width, height }: PixelReader): Box {
  const [x, y] = [across * (side - 1), down * (side - 1)];
  const xs = [startX, startX + x, startX - y, startX + x - y];
  const ys = [startY, startY + y, startY + x, startY + y + x];
  const [left, right] = span(xs, width);
  const [top, bottom] = span(ys, height);
  return { left, top, right, bottom };
}

/** The first pixel, and one past the last, along one axis. A sample outside the picture uses the nearest edge. */
function span(cornerSamples: readonly number[], sizePx: number): [first: number, end: number] {
  const inside = (pixel: number) => Math.min(Math.max(pixel, 0), sizePx - 1);
  return [inside(Math.floor(Math.min(...cornerSamples))), inside(Math.floor(Math.max(...cornerSamples)) + 1) + 1];
}
