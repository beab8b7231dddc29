import { distance, pointOf, type Point, type TracedFace } from './landmark.ts';

/** Position and size of a face in the frame, in pixels. */
export interface FaceBox {
  readonly centre: Point;
  /** The larger of two lengths: from ear to ear (landmarks 234 and 454), and 0.8 × from forehead to chin. */
  readonly widthPx: number;
}

/**
 * Position and size of a face. A turned head looks narrower, so its width is then computed from its height.
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
