import { tracedIndices, type Point, type TracedFace, type TracedIndex } from '#protocol/measure/landmark.ts';

/** A face with these points. All its other points lie at (100, 100). */
export const traced = (points: Readonly<Partial<Record<TracedIndex, readonly [x: number, y: number]>>>): TracedFace =>
  tracedIndices.map((index): Point => {
    const [x, y] = points[index] ?? [100, 100];
    return { x, y };
  });
