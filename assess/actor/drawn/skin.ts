/** The skin of a drawn face. */
import { createRandom } from '../../synthetic/random.ts';
import type { Face } from './face.ts';
import { createPicture, mixColours, tone, type Picture, type Point } from './paint.ts';
import { paintAge, paintComplexion } from './complexion.ts';
import { paintBrow, paintLids, paintLips, paintNose } from './features.ts';
import type { SkinCanvas } from './skin-canvas.ts';
import { leftBrow, leftEye, rightBrow, rightEye } from './topology.ts';

/** The part of the canonical face that the skin picture shows, in centimetres, seen from the front. */
export const skinFrame = { left: -8.5, right: 8.5, top: 9, bottom: -10, perUnit: 24 } as const;

/**
 * Paints the skin of a face with nose, lips, lids and brows, as seen from the front.
 *
 * @param point where a landmark lies: x and y in centimetres on the canonical face, the unit of the picture
 */
export function paintSkin(face: Face, point: (landmark: number) => Point): Picture {
  const random = createRandom(face.seed);
  const picture = createPicture(skinFrame, face.skin);
  const canvas: SkinCanvas = {
    picture,
    face,
    point,
    random,
    shadow: mixColours(tone(face.skin, 0.52), [92, 30, 24], 0.25),
  };
  paintComplexion(canvas);
  paintNose(canvas);
  paintAge(canvas);
  paintLips(canvas);
  for (const [eye, sign] of [
    [rightEye, -1],
    [leftEye, 1],
  ] as const)
    paintLids(canvas, eye, sign);
  for (const [brow, sign] of [
    [rightBrow, -1],
    [leftBrow, 1],
  ] as const)
    paintBrow(canvas, brow, sign);
  return picture;
}
