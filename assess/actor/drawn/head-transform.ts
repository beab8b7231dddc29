/** From a pose to camera space. */
import type { Pose } from '../pose.ts';
import type { Camera } from './raster.ts';

/** A phone's camera at arm's length, with a horizontal angle of about 63°. */
export const camera: Camera = { widthPx: 640, heightPx: 480, focalPx: 520 };
/** Distance from the camera to the middle of the face at scale 1. */
const distanceCm = 45;
const faceDepthCm = 3;
/** The centre of rotation on the canonical face: the top of the neck. */
const pivot = [0, -4, -4.5] as const;

/** Moves a head from canonical centimetres to camera space. */
export interface HeadTransform {
  /** Transforms points. @param follows how far each point follows the head's rotation; by default 1 */
  place: (points: Float32Array, follows?: Float32Array) => Float32Array;
  /** Rotates directions with the head. */
  turn: (directions: Float32Array) => Float32Array;
}

export function createHeadTransform(pose: Pose): HeadTransform {
  const yaw = (pose.yawDegrees * Math.PI) / 180;
  const pitch = (-pose.pitchDegrees * Math.PI) / 180;
  const roll = (-pose.rollDegrees * Math.PI) / 180;
  const [cy, sy, cp, sp, cr, sr] = [yaw, pitch, roll].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // Pitch first, then yaw, then roll: the order in which a neck turns.
  const m = [
    [cr * cy, cr * sy * sp - sr * cp, cr * sy * cp + sr * sp],
    [sr * cy, sr * sy * sp + cr * cp, sr * sy * cp - cr * sp],
    [-sy, cy * sp, cy * cp],
  ] as const;
  const distance = distanceCm / pose.scale;
  const tx = ((pose.x * camera.widthPx) / camera.focalPx) * distance;
  const ty = 0.4 - ((pose.y * camera.heightPx) / camera.focalPx) * distance;
  const tz = -faceDepthCm - distance;

  const place = (points: Float32Array, follows?: Float32Array): Float32Array => {
    const placed = new Float32Array(points.length);
    for (let at = 0, vertex = 0; at < points.length; at += 3, vertex++) {
      const x = points[at]! - pivot[0];
      const y = points[at + 1]! - pivot[1];
      const z = points[at + 2]! - pivot[2];
      const share = follows ? follows[vertex]! : 1;
      const px = m[0][0] * x + m[0][1] * y + m[0][2] * z;
      const py = m[1][0] * x + m[1][1] * y + m[1][2] * z;
      const pz = m[2][0] * x + m[2][1] * y + m[2][2] * z;
      placed[at] = x + (px - x) * share + pivot[0] + tx;
      placed[at + 1] = y + (py - y) * share + pivot[1] + ty;
      placed[at + 2] = z + (pz - z) * share + pivot[2] + tz;
    }
    return placed;
  };
  const turn = (directions: Float32Array): Float32Array => {
    const turned = new Float32Array(directions.length);
    for (let at = 0; at < directions.length; at += 3) {
      const [x, y, z] = [directions[at]!, directions[at + 1]!, directions[at + 2]!];
      for (const row of [0, 1, 2] as const) turned[at + row] = m[row][0] * x + m[row][1] * y + m[row][2] * z;
    }
    return turned;
  };
  return { place, turn };
}
