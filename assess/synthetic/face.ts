/** Landmarks of MediaPipe's canonical face in any pose, computed by geometry. */
import { tracedIndices, type Point } from '#protocol/measure/landmark.ts';
import canonical from '../../dist/models/canonical-face.json' with { type: 'json' };

/** The pose of a synthetic head. Signs are those of `protocol/measure/head-pose.ts`; shares are from 0 to 1. */
export interface Pose {
  readonly yawDegrees: number;
  readonly pitchDegrees: number;
  readonly rollDegrees: number;
  readonly blink: number;
  readonly jawOpen: number;
  /** Offset from the frame's middle, in centimetres at the face. */
  readonly x: number;
  readonly y: number;
  readonly distanceCm: number;
}

export const neutralPose: Pose = {
  yawDegrees: 0,
  pitchDegrees: 0,
  rollDegrees: 0,
  blink: 0,
  jawOpen: 0,
  x: 0,
  y: 0,
  distanceCm: 45,
};

/** Each upper lid point, with the lower lid point that it meets in a blink. */
const lids = new Map([
  [160, 144],
  [158, 153],
  [159, 145],
  [387, 373],
  [385, 380],
  [386, 374],
]);
/** Points that move down with the jaw, and by how many centimetres at most. */
const jaw = new Map([
  [14, 2.4],
  [87, 2.3],
  [317, 2.3],
  [17, 2.4],
  [84, 2.3],
  [314, 2.3],
  [152, 2],
  [148, 2],
  [377, 2],
]);

const focalPx = 600;
const radians = Math.PI / 180;

/**
 * Landmarks of MediaPipe's canonical face in this pose, seen by a pinhole camera of 640×480 pixels.
 * It uses neither a picture nor a model.
 */
export function syntheticFace(pose: Pose): Point[] {
  return tracedIndices.map((index) => {
    const [x0, open, z0] = vertex(index);
    const closing = lids.get(index);
    const closed = closing === undefined ? open : open + (vertex(closing)[1] - open) * pose.blink * 0.95;
    return project(rotate([x0, closed - (jaw.get(index) ?? 0) * pose.jawOpen, z0], pose), pose);
  });
}

type Vector = readonly [x: number, y: number, z: number];

function vertex(index: number): Vector {
  const found = canonical.vertices[index];
  if (!found) throw new RangeError(`the canonical face has no vertex ${index}`);
  return found as unknown as Vector;
}

/** Rotates: pitch about the ear axis, then yaw about the neck, then roll in the image. */
function rotate([x, y, z]: Vector, { yawDegrees, pitchDegrees, rollDegrees }: Pose): Vector {
  const [sp, cp] = [Math.sin(pitchDegrees * radians), Math.cos(pitchDegrees * radians)];
  const [sy, cy] = [Math.sin(yawDegrees * radians), Math.cos(yawDegrees * radians)];
  const [sr, cr] = [Math.sin(rollDegrees * radians), Math.cos(rollDegrees * radians)];
  const [y1, z1] = [y * cp + z * sp, z * cp - y * sp];
  const [x2, z2] = [x * cy + z1 * sy, z1 * cy - x * sy];
  return [x2 * cr + y1 * sr, y1 * cr - x2 * sr, z2];
}

const project = ([x, y, z]: Vector, pose: Pose): Point => ({
  x: 320 + (focalPx * (x + pose.x)) / (pose.distanceCm - z),
  y: 240 - (focalPx * (y + pose.y)) / (pose.distanceCm - z),
});
