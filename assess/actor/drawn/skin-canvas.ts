/** What all painters of a face's skin use: the picture, the face, its landmarks and colours. */
import type { Face } from './face.ts';
import { mixColours, smoothstep, type Colour, type Picture, type Point } from './paint.ts';

export interface SkinCanvas {
  readonly picture: Picture;
  readonly face: Face;
  /** Where a landmark lies on the canonical face: x and y in centimetres, as in the picture. */
  readonly point: (landmark: number) => Point;
  readonly random: () => number;
  /** The colour of skin in a fold. */
  readonly shadow: Colour;
}

/** The colour of skin where it shines. Dark skin reflects as much light of the lamp, but less of it as its own colour. */
export function shine(skin: Colour, light: Colour, share: number): Colour {
  const luma = 0.299 * skin[0] + 0.587 * skin[1] + 0.114 * skin[2];
  return mixColours(skin, light, share * (0.5 + 0.5 * smoothstep(30, 100, luma)));
}

/** The sides of the face: image left, image right. */
export const sides = [-1, 1] as const;
