/**
 * Faces from the outputs of the short-range detector. Arithmetic of face-detection 1.0.3, `tfjs` and `shared/calculators`.
 */
import type { Point } from '#protocol/measure/landmark.ts';
import type { Input } from './crop.ts';
import { projectionOf, type Bounds, type Region } from './region.ts';

export const detectorInput: Input = { sidePx: 128, range: [-1, 1], outside: 'black' };

/** A face that the detector found, in pixels of the picture. */
export interface Detection {
  readonly bounds: Bounds;
  readonly rightEye: Point;
  readonly leftEye: Point;
}

/** The detector's grids: cells per side and boxes per cell. Source: MediaPipe's anchors for strides 8 and 16. */
export const grids = [
  { cells: 16, boxes: 2 },
  { cells: 8, boxes: 6 },
] as const;

/** Numbers for each box: middle, size and six points, each as x and y. The first two points are the eyes. */
const boxNumbers = 16;

/** Boxes below this probability are dropped. Source: MediaPipe. */
const leastScore = 0.5;

/** A box that overlaps a better one by this or more is the same face. Source: MediaPipe. */
const sameFaceOverlap = 0.3;

interface Candidate extends Bounds {
  readonly score: number;
  readonly eyes: readonly [Point, Point];
}

/**
 * Reads the detector's outputs.
 *
 * @param scores one logit per box, grid by grid
 * @param boxes 16 numbers per box, grid by grid, in pixels of the input
 * @param region the part of the picture that was the detector's input
 * @returns at most `most` faces, the best first
 */
export function detections(
  scores: readonly Float32Array[],
  boxes: readonly Float32Array[],
  region: Region,
  most: number,
): Detection[] {
  const kept: Candidate[] = [];
  const found = candidates(scores, boxes);
  found.sort((a, b) => b.score - a.score);
  for (const candidate of found) {
    if (kept.length === most) break;
    if (kept.every((better) => overlap(better, candidate) < sameFaceOverlap)) kept.push(candidate);
  }
  const project = projectionOf(region);
  return kept.map(({ left, top, right, bottom, eyes }): Detection => {
    const [start, end] = [project(left, top), project(right, bottom)];
    const [rightEye, leftEye] = eyes.map(({ x, y }) => project(x, y)) as [Point, Point];
    return { bounds: { left: start.x, top: start.y, right: end.x, bottom: end.y }, rightEye, leftEye };
  });
}

/** All boxes with a sufficient score. Coordinates are shares of the input, 0 to 1. */
function candidates(scores: readonly Float32Array[], boxes: readonly Float32Array[]): Candidate[] {
  const found: Candidate[] = [];
  grids.forEach(({ cells, boxes: perCell }, grid) => {
    scores[grid]!.forEach((logit, box) => {
      const score = 1 / (1 + Math.exp(-logit));
      if (score < leastScore) return;
      const cell = Math.floor(box / perCell);
      const [anchorX, anchorY] = [((cell % cells) + 0.5) / cells, (Math.floor(cell / cells) + 0.5) / cells];
      const share = (at: number) => boxes[grid]![box * boxNumbers + at]! / detectorInput.sidePx;
      const [x, y, width, height] = [share(0) + anchorX, share(1) + anchorY, share(2), share(3)];
      if (width < 0 || height < 0) return;
      const point = (at: number): Point => ({ x: share(at) + anchorX, y: share(at + 1) + anchorY });
      found.push({
        left: x - width / 2,
        top: y - height / 2,
        right: x + width / 2,
        bottom: y + height / 2,
        score,
        eyes: [point(4), point(6)],
      });
    });
  });
  return found;
}

/** The intersection of two boxes divided by their union: 0 to 1. */
function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (area(a) + area(b) - width * height);
}

const area = ({ left, top, right, bottom }: Bounds): number => (right - left) * (bottom - top);
