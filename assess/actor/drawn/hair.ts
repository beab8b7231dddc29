/** Hair: a shell over the skull, and its texture. */
import { createRandom } from '../../synthetic/random.ts';
import type { Face, Hairline } from './face.ts';
import { mix, smoothstep, tone } from './paint.ts';
import type { Texture } from './raster.ts';

/** The middle of the skull on the canonical face, in centimetres. */
export const skullMiddle = [0, 1.5, -4.2] as const;

const columns = 72;
const rows = 16;
const textureSize = { width: 768, height: 192 } as const;

/** The outer surface of the hair, for a head in the neutral pose. Canonical centimetres: x to image right, y up, z towards the camera. */
export interface HairShell {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly texels: Float32Array;
  readonly triangles: Uint16Array;
  readonly texture: Texture;
}

export function buildHair(face: Face): HairShell {
  const { line, volumeCm, bunCm } = face.hair;
  const positions: number[] = [];
  const normals: number[] = [];
  const texels: number[] = [];
  const triangles: number[] = [];
  const [cx, cy, cz] = skullMiddle;
  const width = (8.35 + volumeCm) * face.shape.width;
  const height = 10.1 + volumeCm;
  const back = 9.4 + volumeCm;
  const front = 11.2 + 0.5 * volumeCm;
  for (let column = 0; column <= columns; column++) {
    const degrees = (column / columns) * 360 - 180;
    const angle = (degrees * Math.PI) / 180;
    const tip = heightAt(line, Math.abs(degrees));
    const drop = Math.max(0, cy - tip);
    const lowest = tip >= cy ? Math.asin(Math.min(1, (tip - cy) / height)) : 0;
    const arc = (Math.PI / 2 - lowest) * height;
    const depth = Math.cos(angle) > 0 ? front : back;
    for (let row = 0; row <= rows; row++) {
      const gone = (row / rows) * (arc + drop);
      const elevation = Math.PI / 2 - Math.min(arc, gone) / height;
      const fallen = Math.max(0, gone - arc);
      const round = Math.cos(elevation) ** 0.8; // fuller at the top than an ellipsoid, like a skull
      // Hanging hair swings in under the jaw, then lies on the shoulders.
      const swing = 1 - 0.05 * smoothstep(3, 9, fallen) + 0.1 * smoothstep(9, 20, fallen);
      const hang = 0.02 * Math.sin(5 * angle + 0.6 * fallen) * smoothstep(0, 4, fallen);
      const x = cx + width * round * Math.sin(angle) * (swing + hang);
      const z = cz + depth * round * Math.cos(angle) * (swing + hang);
      positions.push(x, cy + height * Math.sin(elevation) - fallen, z);
      const [nx, ny, nz] = [(x - cx) / width ** 2, Math.sin(elevation) / height, (z - cz) / depth ** 2];
      const length = Math.hypot(nx, ny, nz) || 1;
      normals.push(nx / length, ny / length, nz / length);
      texels.push((column / columns) * (textureSize.width - 2), (row / rows) * (textureSize.height - 2));
    }
  }
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const at = column * (rows + 1) + row;
      triangles.push(at, at + 1, at + rows + 1, at + 1, at + rows + 2, at + rows + 1);
    }
  }
  if (bunCm > 0) addBun(bunCm, [0, cy + height + 0.6, cz - 1.5], { positions, normals, texels, triangles });
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(normals),
    texels: Float32Array.from(texels),
    triangles: Uint16Array.from(triangles),
    texture: paintHair(face),
  };
}

interface Growing {
  readonly positions: number[];
  readonly normals: number[];
  readonly texels: number[];
  readonly triangles: number[];
}

function addBun(radius: number, [x, y, z]: readonly [number, number, number], shell: Growing): void {
  const first = shell.positions.length / 3;
  const [across, down] = [16, 8];
  for (let row = 0; row <= down; row++) {
    for (let column = 0; column <= across; column++) {
      const around = (column / across) * 2 * Math.PI;
      const fall = (row / down) * Math.PI;
      const normal = [Math.sin(fall) * Math.sin(around), Math.cos(fall), Math.sin(fall) * Math.cos(around)] as const;
      shell.positions.push(x + radius * normal[0], y + 0.8 * radius * normal[1], z + radius * normal[2]);
      shell.normals.push(...normal);
      shell.texels.push((column / across) * 700, 20 + (row / down) * 110);
    }
  }
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const at = first + row * (across + 1) + column;
      shell.triangles.push(at, at + across + 1, at + 1, at + 1, at + across + 1, at + across + 2);
    }
  }
}

function heightAt(line: Hairline, degrees: number): number {
  let [fromDegrees, fromCm] = line[0]!;
  for (const [toDegrees, toCm] of line) {
    if (degrees < toDegrees) return mix(fromCm, toCm, smoothstep(fromDegrees, toDegrees, degrees));
    [fromDegrees, fromCm] = [toDegrees, toCm];
  }
  return fromCm;
}

/**
 * Locks and shine. From left to right, the texture goes from the back of the head around the left of the picture; from
 * top to bottom, it goes from the crown to the tips.
 */
function paintHair({ hair, seed }: Face): Texture {
  const { width, height } = textureSize;
  const random = createRandom(seed + 1);
  const strands = noise(random, width, [8, 24, 70, 190]);
  const lengths = noise(random, width, [10, 36, 110]);
  const rgba = new Uint8ClampedArray(width * height * 4);
  const parting = hair.partingDegrees === undefined ? undefined : ((hair.partingDegrees + 180) / 360) * width;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const down = y / height;
      const drift = (x + Math.round(6 * Math.sin(down * 5 + x / 60)) + width) % width;
      const strand = strands[drift]! * smoothstep(0.02, 0.2, down);
      const shine = 0.5 * Math.exp(-(((down - 0.42 - 0.04 * lengths[x]!) / 0.09) ** 2)) * (0.55 + strand);
      const root = 0.82 + 0.18 * smoothstep(0, 0.25, down) - 0.2 * smoothstep(0.75, 1, down);
      const part = parting === undefined ? 1 : 1 - 0.5 * Math.exp(-(((x - parting) / 5) ** 2));
      const [red, green, blue] = tone(hair.colour, root * part * (1 + 0.55 * strand));
      const at = (y * width + x) * 4;
      rgba[at] = red + 95 * shine;
      rgba[at + 1] = green + 90 * shine;
      rgba[at + 2] = blue + 86 * shine;
      const tip = 0.985 - 0.05 * hair.raggedness - 0.09 * hair.raggedness * lengths[x]! - 0.03 * strands[x]!;
      rgba[at + 3] = 255 * (1 - smoothstep(tip - 0.05, tip, down));
    }
  }
  return { width, height, rgba, hasAlpha: true };
}

/** Periodic noise: `length` numbers between about -1 and 1. @param waves number of bumps of each layer */
function noise(random: () => number, length: number, waves: readonly number[]): Float32Array {
  const line = new Float32Array(length);
  waves.forEach((count, layer) => {
    const knots = Array.from({ length: count }, () => random() * 2 - 1);
    for (let x = 0; x < length; x++) {
      const at = (x / length) * count;
      const k = Math.floor(at);
      line[x]! += mix(knots[k]!, knots[(k + 1) % count]!, smoothstep(0, 1, at - k)) / (1 + 0.35 * layer);
    }
  });
  return line.map((value) => value / 1.6);
}
