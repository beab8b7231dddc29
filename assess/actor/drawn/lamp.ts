/** Light on meshes. */
import type { Face } from './face.ts';

/** A lamp, and the ambient light of the room. */
export interface Lamp {
  readonly direction: readonly [number, number, number];
  readonly colour: readonly [number, number, number];
  readonly key: number;
  readonly ambient: number;
}

/** The usual strengths of lamp and room: a lit room. */
const litRoom = { key: 0.55, ambient: 0.5 };

export function createLamp({ lamp }: Face): Lamp {
  const azimuth = (lamp.azimuthDegrees * Math.PI) / 180;
  const length = Math.hypot(0.85 * Math.sin(azimuth), 0.45, 0.85 * Math.cos(azimuth));
  return {
    direction: [(0.85 * Math.sin(azimuth)) / length, 0.45 / length, (0.85 * Math.cos(azimuth)) / length],
    colour: [1 + 0.04 * lamp.warmth, 1, 1 - 0.07 * lamp.warmth],
    key: lamp.key ?? litRoom.key,
    ambient: lamp.ambient ?? litRoom.ambient,
  };
}

/** The light on each vertex, from the directions of its triangles, multiplied by the vertex's own colour. */
export function lightMesh(
  positions: Float32Array,
  triangles: Uint16Array,
  lamp: Lamp,
  colours: Float32Array,
): Float32Array {
  const normals = new Float32Array(positions.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]! * 3, triangles[t + 1]! * 3, triangles[t + 2]! * 3];
    const ux = positions[b]! - positions[a]!;
    const uy = positions[b + 1]! - positions[a + 1]!;
    const uz = positions[b + 2]! - positions[a + 2]!;
    const vx = positions[c]! - positions[a]!;
    const vy = positions[c + 1]! - positions[a + 1]!;
    const vz = positions[c + 2]! - positions[a + 2]!;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    for (const at of [a, b, c]) {
      normals[at]! += nx;
      normals[at + 1]! += ny;
      normals[at + 2]! += nz;
    }
  }
  const light = lightFacing(normals, lamp);
  for (let k = 0; k < light.length; k++) light[k]! *= colours[k]!;
  return light;
}

/** The light on surfaces with these normals, which may have any length. */
export function lightFacing(normals: Float32Array, { direction, colour, key, ambient }: Lamp): Float32Array {
  const light = new Float32Array(normals.length);
  for (let at = 0; at < normals.length; at += 3) {
    const [x, y, z] = [normals[at]!, normals[at + 1]!, normals[at + 2]!];
    const length = Math.hypot(x, y, z) || 1;
    const facing = (x * direction[0] + y * direction[1] + z * direction[2]) / length;
    const value = ambient + key * Math.max(0, (facing + 0.15) / 1.15) + 0.06 * Math.max(0, z / length);
    for (const c of [0, 1, 2] as const) light[at + c] = value * colour[c];
  }
  return light;
}
