import { tracedIndices, type Point, type TracedFace, type TracedIndex } from '#protocol/measure/landmark.ts';

/** A face whose points all lie at (100, 100), but for these. */
export const traced = (points: Readonly<Partial<Record<TracedIndex, readonly [x: number, y: number]>>>): TracedFace =>
  tracedIndices.map((index): Point => {
    const [x, y] = points[index] ?? [100, 100];
    return { x, y };
  });
