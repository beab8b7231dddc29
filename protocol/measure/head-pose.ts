import { pointOf, type TracedFace, type TracedIndex } from './landmark.ts';

/**
 * Where the head points, in degrees, in the unmirrored camera frame.
 * yaw > 0: the person turns to THEIR left (the nose moves to the image's right).
 * pitch > 0: the person looks up. roll > 0: the head leans clockwise in the image.
 */
export interface HeadPose {
  readonly yawDegrees: number;
  readonly pitchDegrees: number;
  readonly rollDegrees: number;
}

/**
 * Points that speech, blinks and brows hardly move, with their positions in MediaPipe's canonical face: centimetres, x to the
 * image's right, y up, z towards the camera. Source: geometry metadata of the npm package @mediapipe/face_mesh.
 */
export const canonicalPoints: readonly (readonly [index: TracedIndex, x: number, y: number, z: number])[] = [
  [1, 0, -1.127, 7.476],
  [4, 0, -0.463, 7.587],
  [195, 0, 1.059, 6.775],
  [197, 0, 1.728, 6.317],
  [6, 0, 2.473, 5.789],
  [168, 0, 3.271, 5.236],
  [98, -1.406, -1.714, 5.241],
  [327, 1.406, -1.714, 5.241],
  [33, -4.446, 2.664, 3.173],
  [133, -1.856, 2.585, 3.758],
  [362, 1.856, 2.585, 3.758],
  [263, 4.446, 2.664, 3.173],
  [10, 0, 8.262, 4.481],
  [151, 0, 6.545, 5.027],
  [67, -3.524, 8.006, 3.729],
  [297, 3.524, 8.006, 3.729],
  [127, -7.743, 2.365, -2.005],
  [356, 7.743, 2.365, -2.005],
  [234, -7.664, 0.673, -2.436],
  [454, 7.664, 0.673, -2.436],
];

type Vector = readonly [number, number, number];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const scaled = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
const unit = (a: Vector): Vector => scaled(a, 1 / Math.hypot(...a));

/** The row of the least-squares solution for each canonical point x: (XᵀX)⁻¹ x, with X centred. */
const solution: readonly Vector[] = (() => {
  const mean = [1, 2, 3].map(
    (axis) => canonicalPoints.reduce((sum, point) => sum + point[axis as 1 | 2 | 3], 0) / canonicalPoints.length,
  );
  const centred = canonicalPoints.map(([, x, y, z]): Vector => [x - mean[0]!, y - mean[1]!, z - mean[2]!]);
  const column = (n: 0 | 1 | 2): Vector =>
    centred.reduce<Vector>(
      (sum, point) => {
        const row = scaled(point, point[n]);
        return [sum[0] + row[0], sum[1] + row[1], sum[2] + row[2]];
      },
      [0, 0, 0],
    );
  const [a, b, c] = [column(0), column(1), column(2)];
  const determinant = dot(a, cross(b, c));
  const inverse = [cross(b, c), cross(c, a), cross(a, b)].map((row) => scaled(row, 1 / determinant));
  return centred.map((point): Vector => [dot(inverse[0]!, point), dot(inverse[1]!, point), dot(inverse[2]!, point)]);
})();

/** Below this scale, in pixels per centimetre of head, the points coincide and no pose can be fitted. */
const flatPxPerCm = 1e-3;

/**
 * Head pose by fitting the canonical face to the points under weak perspective: the first two rows of the rotation by
 * least squares, made orthonormal. Only x and y are used, because they are seen in the picture; the mesh's depth is a guess.
 *
 * @param face traced points in pixels
 * @returns degrees; undefined if the points do not span a face
 * @see DeMenthon & Davis, "Model-based object pose in 25 lines of code", IJCV 15 (1995), §3 (the POS step)
 */
export function headPose(face: TracedFace): HeadPose | undefined {
  let across: Vector = [0, 0, 0];
  let upward: Vector = [0, 0, 0];
  canonicalPoints.forEach(([index], n) => {
    const { x, y } = pointOf(face, index);
    const [sx, sy, sz] = solution[n]!;
    across = [across[0] + sx * x, across[1] + sy * x, across[2] + sz * x];
    upward = [upward[0] - sx * y, upward[1] - sy * y, upward[2] - sz * y];
  });
  if (Math.hypot(...across) < flatPxPerCm || Math.hypot(...upward) < flatPxPerCm) return undefined;
  const [u, v] = [unit(across), unit(upward)];
  const skew = dot(u, v) / 2;
  const right = unit([u[0] - skew * v[0], u[1] - skew * v[1], u[2] - skew * v[2]]);
  const up = unit([v[0] - skew * u[0], v[1] - skew * u[1], v[2] - skew * u[2]]);
  const towards = cross(right, up);
  // Rows are the camera's axes, columns the face's axes: the second points to the crown, the third along the nose.
  const degrees = 180 / Math.PI;
  return {
    yawDegrees: Math.atan2(right[2], towards[2]) * degrees,
    pitchDegrees: Math.asin(Math.max(-1, Math.min(1, up[2]))) * degrees,
    rollDegrees: Math.atan2(right[1], up[1]) * degrees,
  };
}
