/** Eyeballs, lids and lashes. */
import type { Pose } from '../pose.ts';
import { eyeTexels } from './eye.ts';
import type { Face } from './face.ts';
import { mix, mixColours, smoothstep, tone } from './paint.ts';
import type { Texture } from './raster.ts';
import type { Eye } from './topology.ts';

export interface EyeRig {
  readonly eye: Eye;
  readonly middle: readonly [number, number, number];
  readonly radius: number;
  readonly triangles: Uint16Array;
  /** Unit directions of the ball's vertices while it looks straight ahead. */
  readonly directions: readonly (readonly [number, number, number])[];
}

const [eyeRings, eyeSpokes] = [9, 20];

export function buildEye(neutral: Float32Array, eye: Eye): EyeRig {
  const at = (vertex: number, k: number): number => neutral[3 * vertex + k]!;
  const mean = (k: number): number => (at(eye.outer, k) + at(eye.inner, k)) / 2;
  const lidDepth = Math.max(...[...eye.upper, ...eye.lower].map((vertex) => at(vertex, 2)));
  const radius = 1.42;
  const height = (at(eye.upper[3], 1) + at(eye.lower[3], 1)) / 2;
  // The ball lies just behind the lids, slightly outwards, like the socket.
  const middle = [mean(0) * 1.01, mix(mean(1), height, 0.7), lidDepth - 0.08 - radius] as const;
  const directions: [number, number, number][] = [[0, 0, 1]];
  const triangles: number[] = [];
  for (let ring = 1; ring <= eyeRings; ring++) {
    const away = (ring / eyeRings) * 1.5;
    for (let spoke = 0; spoke < eyeSpokes; spoke++) {
      const round = (spoke / eyeSpokes) * 2 * Math.PI;
      directions.push([Math.sin(away) * Math.cos(round), Math.sin(away) * Math.sin(round), Math.cos(away)]);
      const next = (spoke + 1) % eyeSpokes;
      const outside = 1 + (ring - 1) * eyeSpokes;
      const inside = outside - eyeSpokes;
      if (ring === 1) triangles.push(0, outside + spoke, outside + next);
      else {
        triangles.push(inside + spoke, outside + spoke, inside + next);
        triangles.push(inside + next, outside + spoke, outside + next);
      }
    }
  }
  return { eye, middle, radius, directions, triangles: Uint16Array.from(triangles) };
}

/**
 * Turns the eyeball against the head's turn, by three quarters of it, so that the eye keeps looking at the phone.
 *
 * @param lightAround the light on the skin around the eye; 1 is full light
 */
export function turnEye({ middle, radius, directions }: EyeRig, pose: Pose, lightAround: number) {
  const yaw = (-0.75 * pose.yawDegrees * Math.PI) / 180;
  const pitch = (0.75 * pose.pitchDegrees * Math.PI) / 180;
  const positions = new Float32Array(directions.length * 3);
  const texels = new Float32Array(directions.length * 2);
  const light = new Float32Array(directions.length * 3);
  directions.forEach(([x, y, z], k) => {
    const ty = y * Math.cos(pitch) - z * Math.sin(pitch);
    const tz = y * Math.sin(pitch) + z * Math.cos(pitch);
    const px = x * Math.cos(yaw) + tz * Math.sin(yaw);
    const pz = -x * Math.sin(yaw) + tz * Math.cos(yaw);
    positions.set([middle[0] + radius * px, middle[1] + radius * ty, middle[2] + radius * pz], 3 * k);
    texels.set([eyeTexels.size / 2 + eyeTexels.perRadius * x, eyeTexels.size / 2 - eyeTexels.perRadius * y], 2 * k);
    // The upper lid shades the top of the ball, and the socket shades its sides.
    const shade = 1.02 - 0.4 * smoothstep(0.05, 0.42, ty) - 0.25 * smoothstep(0.5, 0.95, Math.abs(px));
    const value = shade * Math.min(1, lightAround);
    light.set([value, value, value], 3 * k);
  });
  return { positions, texels, light };
}

/**
 * Closes a lid. The upper lid moves down over the ball, the lower lid rises a little, and the brow rises slightly. The
 * skin and the crease above the lid move too; if they did not, a face mesh would read the eye as open.
 *
 * @param closed 0 (open) to 1 (closed)
 */
export function closeLid(
  points: Float32Array,
  neutral: Float32Array,
  { eye, middle, radius }: EyeRig,
  closed: number,
): void {
  const move = (vertex: number, dx: number, dy: number, dz: number): void => {
    points[3 * vertex]! += dx;
    points[3 * vertex + 1]! += dy;
    points[3 * vertex + 2]! += dz;
  };
  eye.upper.forEach((upper, k) => {
    const lower = eye.lower[k]!;
    const [dx, dy, dz] = [0, 1, 2].map((c) => neutral[3 * lower + c]! - neutral[3 * upper + c]!) as [
      number,
      number,
      number,
    ];
    move(upper, 0.86 * closed * dx, 0.86 * closed * dy, 0.86 * closed * dz);
    move(lower, 0, -0.2 * closed * dy, 0);
    move(eye.upperSkin[k]!, 0, closed * dy, 0.1 * closed);
    move(eye.socket[k]!, 0, 0.5 * closed * dy, 0);
    move(eye.lowerSkin[k]!, 0, -0.06 * closed * dy, 0);
  });
  for (const vertex of eye.brow) move(vertex, 0, 0.1 * closed, 0);
  for (const vertex of [...eye.upper, ...eye.upperSkin, ...eye.lower]) {
    const offset = [0, 1, 2].map((c) => points[3 * vertex + c]! - middle[c as 0 | 1 | 2]) as [number, number, number];
    const reach = Math.hypot(...offset);
    const least = radius + (eye.lower.includes(vertex as never) ? 0.02 : 0.07);
    if (reach >= least) continue;
    for (const c of [0, 1, 2] as const) points[3 * vertex + c] = middle[c] + (offset[c] * least) / reach;
  }
}

/** A row of lashes that are transparent towards their tips. */
export function paintLashes(face: Face): Texture {
  const [width, height] = [64, 8];
  const ink = mixColours(tone(face.hair.colour, 0.4), [16, 10, 10], 0.7);
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const hair = 0.55 + 0.45 * Math.sin(x * 1.9);
      rgba.set([...ink, 255 * Math.max(0, 1 - y / 7) * (y < 3 ? 1 : hair)], (y * width + x) * 4);
    }
  }
  return { width, height, rgba, hasAlpha: true };
}

/**
 * A strip of lashes along the upper lid. They point forwards and up while the eye is open, and down while it is closed.
 */
export function buildLashes(points: Float32Array, { eye, middle }: EyeRig, closed: number) {
  const row = [eye.outer, ...eye.upper, eye.inner];
  const positions: number[] = [];
  const texels: number[] = [];
  const triangles: number[] = [];
  row.forEach((vertex, k) => {
    const [x, y, z] = [points[3 * vertex]!, points[3 * vertex + 1]!, points[3 * vertex + 2]!];
    const outwards = 1 - k / (row.length - 1);
    const length = 0.13 + 0.13 * outwards;
    positions.push(x, y - 0.03, z + 0.03);
    positions.push(
      x + 0.5 * length * Math.sign(middle[0]) * (outwards - 0.2),
      y + length * mix(0.7, 0.2, closed),
      z + 0.25,
    );
    texels.push((k / (row.length - 1)) * 60, 0, (k / (row.length - 1)) * 60, 7);
    if (k > 0) triangles.push(2 * k - 2, 2 * k - 1, 2 * k, 2 * k, 2 * k - 1, 2 * k + 1);
  });
  return {
    positions: Float32Array.from(positions),
    texels: Float32Array.from(texels),
    triangles: Uint16Array.from(triangles),
    light: new Float32Array(positions.length).fill(1),
  };
}
