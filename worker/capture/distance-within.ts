import { faceBox } from '#protocol/measure/face-box.ts';
import { distance as between, type TracedFace } from '#protocol/measure/landmark.ts';

/** The distance that this share of the points lies within, as a share of the width of `seen`. 0 if both are the same. */
export function distanceWithin(share: number, claimed: TracedFace, seen: TracedFace): number {
  const { widthPx } = faceBox(seen);
  const distances = claimed.map((point, n) => between(point, seen[n]!) / widthPx);
  return distances.toSorted((a, b) => a - b)[Math.floor(distances.length * share)]!;
}
