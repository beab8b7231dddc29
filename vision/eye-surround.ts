/** How dark the skin round the eyes is: dark glasses cover it, and the mesh draws an open eye behind them all the same. */
import { faceBox } from '#protocol/measure/face-box.ts';
import { distance, pointOf, type Point, type TracedFace, type TracedIndex } from '#protocol/measure/landmark.ts';
import { luma } from '#protocol/measure/luma.ts';
import { meanColour } from './colour.ts';
import type { PixelReader } from './picture.ts';

/** Corners, lids' middles and cheek of the right and of the left eye. */
const eyes: readonly Readonly<Record<'outer' | 'inner' | 'upper' | 'lower' | 'cheek', TracedIndex>>[] = [
  { outer: 33, inner: 133, upper: 159, lower: 145, cheek: 50 },
  { outer: 263, inner: 362, upper: 386, lower: 374, cheek: 280 },
];

/** Sides of the patches, as shares of the face's width. */
const side = { skin: 0.06, cheek: 0.1 };

/** Where the patches are: below the lower lid, as a share of the way to the cheek; above the upper lid, as a share of the eye's width. */
const away = { below: 0.3, above: 0.35 };

/**
 * The brightest skin right above or below an eye, as a share of the cheeks: one lit patch is enough to show that nothing dark
 * covers the eyes.
 *
 * @returns luma by luma, no unit: about 1 without glasses; undefined if the cheeks are black
 */
export function eyeSurround(frame: PixelReader, face: TracedFace): number | undefined {
  const { widthPx } = faceBox(face);
  const lumaAt = (points: readonly Point[], share: number) => luma(meanColour(frame, points, widthPx * share));
  const cheeks = eyes.map(({ cheek }) => pointOf(face, cheek));
  const around = eyes.flatMap(({ outer, inner, upper, lower, cheek }) => {
    const { x, y } = pointOf(face, upper);
    const above = { x, y: y - away.above * distance(pointOf(face, outer), pointOf(face, inner)) };
    return [above, between(pointOf(face, lower), pointOf(face, cheek), away.below)];
  });
  const brightest = Math.max(...around.map((point) => lumaAt([point], side.skin)));
  const cheekLuma = lumaAt(cheeks, side.cheek);
  return cheekLuma === 0 ? undefined : brightest / cheekLuma;
}

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});
