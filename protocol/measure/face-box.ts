import { distance, pointOf, type Point, type TracedFace } from './landmark.ts';

/** Where a face stands in the frame, in pixels. */
export interface FaceBox {
  readonly centre: Point;
  /** From ear to ear (landmarks 234 and 454); for a turned head the longer of that and 0.8 × forehead to chin. */
  readonly widthPx: number;
}

/**
 * Where a face stands and how large it is. A turned head looks narrower: its width then follows from its height.
 *
 * @param face traced points in pixels
 */
export function faceBox(face: TracedFace): FaceBox {
  const [top, chin] = [pointOf(face, 10), pointOf(face, 152)];
  return {
    centre: { x: (top.x + chin.x) / 2, y: (top.y + chin.y) / 2 },
    widthPx: Math.max(distance(pointOf(face, 234), pointOf(face, 454)), 0.8 * distance(top, chin)),
  };
}
