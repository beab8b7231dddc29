/** A face's points from the outputs of a mesh. Arithmetic of face-landmarks-detection 1.0.6, `shared/calculators`. */
import { pointOf, type Point, type TracedFace } from '#protocol/measure/landmark.ts';
import type { Input } from './crop.ts';
import type { Part } from './refinement.ts';
import { projectionOf, regionOf, type Region } from './region.ts';

export const meshInput: Input = { sidePx: 192, range: [0, 1], outside: 'nearest' };

/** Below this probability there is no face in the crop. Source: MediaPipe. */
export const leastPresence = 0.5;

/** Outer corners of the eyes. The next region is turned so that the line through them is level. */
const rightCorner = 33;
const leftCorner = 263;

/**
 * Reads a mesh's outputs.
 *
 * @param outputs in the order of `parts`; each point is x, y and, in some outputs, z, in pixels of the input
 * @param region the part of the picture that was the mesh's input
 * @returns points by mesh index, in pixels of the picture
 */
export function landmarks(outputs: readonly Float32Array[], parts: readonly Part[], region: Region): Point[] {
  const project = projectionOf(region);
  const { sidePx } = meshInput;
  const found: Point[] = [];
  parts.forEach(({ points }, part) => {
    const values = outputs[part]!;
    const dimensions = values.length / points.length;
    points.forEach((point, at) => {
      found[point] = project(values[at * dimensions]! / sidePx, values[at * dimensions + 1]! / sidePx);
    });
  });
  return found;
}

/** The region to look for this face in on the next frame. */
export const nextRegion = (face: readonly Point[]): Region => regionAround(face, face[rightCorner]!, face[leftCorner]!);

/** The same for a traced face. Its contour is nearly that of the whole mesh, so the region is nearly the same. */
export const regionOfTraced = (face: TracedFace): Region =>
  regionAround(face, pointOf(face, rightCorner), pointOf(face, leftCorner));

function regionAround(face: readonly Point[], rightEye: Point, leftEye: Point): Region {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of face) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return regionOf({ left, top, right, bottom }, rightEye, leftEye);
}
