/** What all painters of a face's skin use: the picture, the face, its landmarks and colours. */
import type { Face } from './face.ts';
import type { Colour, Picture, Point } from './paint.ts';

export interface SkinCanvas {
  readonly picture: Picture;
  readonly face: Face;
  /** Where a landmark lies on the canonical face: x and y in centimetres, as in the picture. */
  readonly point: (landmark: number) => Point;
  readonly random: () => number;
  /** The colour of skin in a fold. */
  readonly shadow: Colour;
}

/** The sides of the face: image left, image right. */
export const sides = [-1, 1] as const;
