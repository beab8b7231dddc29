import { distance, pointOf, type TracedFace } from './landmark.ts';

/**
 * The width of the mouth: large when it is spread ("yī"), small when it is rounded ("wǔ").
 *
 *     width = |outer corners 61, 291| / |outer eye corners 33, 263|
 *
 * @param face traced points in pixels
 * @returns a ratio, no unit: about 0.55 for a neutral face; undefined if the eye corners coincide
 */
export function mouthWidth(face: TracedFace): number | undefined {
  const eyes = distance(pointOf(face, 33), pointOf(face, 263));
  return eyes === 0 ? undefined : distance(pointOf(face, 61), pointOf(face, 291)) / eyes;
}
