/**
 * Names for the points of MediaPipe's face mesh.
 * Left and right are always the PERSON'S: the camera sees the person's right eye on the image's left.
 */

/** A point in the unmirrored camera frame: pixels, x to the image's right, y down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Distance between two points, in the points' unit. */
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * Mesh indices of the points in the trace, in the order of its records: eyes, lips, nose, contour.
 * Source: the index map of MediaPipe's canonical face model (468 points).
 */
export const tracedIndices = [
  // right eye: p1 p2 p3 p4 p5 p6 as `EyeOutline`, then the lids' middles
  33, 160, 158, 133, 153, 144, 159, 145,
  // left eye: the same, mirrored
  263, 387, 385, 362, 380, 373, 386, 374,
  // outer lips from the right corner over the upper lip to the left corner and back under the lower lip
  61, 37, 0, 267, 291, 314, 17, 84,
  // inner lips likewise
  78, 82, 13, 312, 308, 317, 14, 87,
  // nose: bridge, tip, base, wings
  168, 6, 197, 195, 4, 1, 2, 98, 327,
  // forehead and cheeks
  10, 151, 9, 50, 280, 205, 425,
  // contour: forehead, temples, ears, jaw, chin
  67, 297, 127, 356, 234, 454, 93, 323, 132, 361, 172, 397, 148, 377, 152, 58,
] as const;

export type TracedIndex = (typeof tracedIndices)[number];

const position = new Map<number, number>(tracedIndices.map((index, at) => [index, at]));

/** The traced points of one face, in the order of `tracedIndices`. */
export type TracedFace = readonly Point[];

/**
 * The point of a traced face that has this mesh index.
 *
 * @throws RangeError if the face has fewer points than a record of the trace
 */
export function pointOf(face: TracedFace, index: TracedIndex): Point {
  const point = face[position.get(index)!];
  if (!point) throw new RangeError(`landmark ${index} is not in the trace`);
  return point;
}

/** Six points around one eye: p1 and p4 are the corners, p2 p3 the upper lid, p6 p5 the lower. */
export type EyeOutline = readonly [Point, Point, Point, Point, Point, Point];

export function rightEye(face: TracedFace): EyeOutline {
  const at = (index: TracedIndex) => pointOf(face, index);
  return [at(33), at(160), at(158), at(133), at(153), at(144)];
}

export function leftEye(face: TracedFace): EyeOutline {
  const at = (index: TracedIndex) => pointOf(face, index);
  return [at(263), at(387), at(385), at(362), at(380), at(373)];
}
