import { distance, type EyeOutline } from './landmark.ts';

/**
 * Eye aspect ratio: how open one eye is, independent of its size in the frame.
 *
 *     EAR = (|p2 p6| + |p3 p5|) / (2 |p1 p4|)
 *
 * @param eye six landmarks in pixels: p1 and p4 are the corners, p2 p3 the upper lid, p6 p5 the lower
 * @returns a ratio, no unit: about 0.3 for an open eye, near 0 for a closed one; undefined if the corners coincide
 * @see Soukupova & Cech, "Real-Time Eye Blink Detection using Facial Landmarks", CVWW 2016, eq. 1
 */
export function eyeAspectRatio(eye: EyeOutline): number | undefined {
  const [p1, p2, p3, p4, p5, p6] = eye;
  const width = distance(p1, p4);
  return width === 0 ? undefined : (distance(p2, p6) + distance(p3, p5)) / (2 * width);
}
