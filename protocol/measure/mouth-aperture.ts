import { distance, pointOf, type TracedFace } from './landmark.ts';

/**
 * How far the mouth is open.
 *
 *     aperture = |inner upper lip 13, inner lower lip 14| / |inner corners 78, 308|
 *
 * @param face traced points in pixels
 * @returns a ratio, no unit: about 0 closed, above 0.4 wide open; undefined if the corners coincide
 */
export function mouthAperture(face: TracedFace): number | undefined {
  const width = distance(pointOf(face, 78), pointOf(face, 308));
  return width === 0 ? undefined : distance(pointOf(face, 13), pointOf(face, 14)) / width;
}
