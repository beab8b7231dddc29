/** A beard: a shell over the lower face that follows the jaw, with strands that are transparent at its edge. */
import { createRandom } from '../../synthetic/random.ts';
import type { Beard } from './face.ts';
import type { Head } from './head.ts';
import { mix, smoothstep, tone } from './paint.ts';
import type { Texture } from './raster.ts';
import { skinFrame } from './skin.ts';

export interface BeardShell {
  /** What is added to each vertex of the head, in canonical centimetres. */
  readonly offsets: Float32Array;
  readonly triangles: Uint16Array;
  readonly texture: Texture;
}

/** How much beard grows at a point of the canonical face, 0 to 1. */
function growth({ style }: Beard, x: number, y: number): number {
  const away = Math.abs(x);
  const moustache = smoothstep(-2.1, -2.6, y + 0.12 * away) * smoothstep(-3.9, -3.4, y) * smoothstep(3.4, 2.2, away);
  const lips = smoothstep(1.15, 0.9, Math.hypot(x / 2.9, (y + 4.65) / 1.3));
  const beside = smoothstep(2.3, 3.1, away) * smoothstep(4.1, 3.3, away) * smoothstep(-2.4, -3.2, y);
  const chin = smoothstep(-5.5, -6.1, y) * smoothstep(style === 'chin' ? 3.2 : 9, style === 'chin' ? 2.5 : 8, away);
  if (style === 'chin') return Math.max(moustache, chin) * (1 - lips);
  const cheek = smoothstep(mix(-4.4, -0.6, smoothstep(3.6, 7, away)), mix(-5.4, -2, smoothstep(3.6, 7, away)), y);
  return Math.max(moustache, beside, chin, cheek) * (1 - lips);
}

export function buildBeard(beard: Beard, head: Head, seed: number): BeardShell {
  const count = head.neutral.length / 3;
  const grown = Float32Array.from({ length: count }, (_, vertex) => {
    const [u, v] = [head.texels[2 * vertex]!, head.texels[2 * vertex + 1]!];
    return growth(beard, u / skinFrame.perUnit + skinFrame.left, skinFrame.top - v / skinFrame.perUnit);
  });
  const offsets = new Float32Array(count * 3);
  for (let vertex = 0; vertex < count; vertex++) {
    const [x, y, z] = [0, 1, 2].map((axis) => head.neutral[3 * vertex + axis]!) as [number, number, number];
    const length = Math.hypot(x, 0.6 * (y + 2), z + 4) || 1;
    const thick = 0.5 * beard.lengthCm * grown[vertex]!;
    // Below the chin the hair hangs.
    const hangs = beard.lengthCm * grown[vertex]! * smoothstep(-6.6, -8.6, y);
    offsets.set(
      [(thick * x) / length, (thick * 0.6 * (y + 2)) / length - hangs, (thick * (z + 4)) / length + 0.06],
      3 * vertex,
    );
  }
  const triangles: number[] = [];
  for (let t = 0; t < head.triangles.length; t += 3) {
    const corners = [head.triangles[t]!, head.triangles[t + 1]!, head.triangles[t + 2]!];
    if (corners.some((vertex) => grown[vertex]! > 0)) triangles.push(...corners);
  }
  return { offsets, triangles: Uint16Array.from(triangles), texture: paintBeard(beard, seed) };
}

/** Strands, in the frame of the skin's picture. */
function paintBeard(beard: Beard, seed: number): Texture {
  const width = Math.round((skinFrame.right - skinFrame.left) * skinFrame.perUnit);
  const height = Math.round((skinFrame.top - skinFrame.bottom) * skinFrame.perUnit);
  const random = createRandom(seed + 5);
  const strands = Float32Array.from({ length: width }, () => random());
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const y = skinFrame.top - row / skinFrame.perUnit;
    for (let column = 0; column < width; column++) {
      const x = column / skinFrame.perUnit + skinFrame.left;
      const grows = growth(beard, x, y);
      if (grows === 0) continue;
      const drift = (column + Math.round(3 * Math.sin(row / 9 + column / 30)) + width) % width;
      const strand = 0.6 * strands[drift]! + 0.4 * strands[(drift * 7 + (row >> 3)) % width]!;
      const alpha = smoothstep(0.15, 0.75, grows * (0.75 + 0.5 * strand));
      rgba.set([...tone(beard.colour, 0.7 + 0.65 * strand), 255 * alpha], (row * width + column) * 4);
    }
  }
  return { width, height, rgba, hasAlpha: true };
}
