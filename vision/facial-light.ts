/** Measures the light on a face: the widget in the camera's frames, the verifier in the revealed JPEGs. */
import { faceBox } from '#protocol/measure/face-box.ts';
import type { FacialLight } from '#protocol/measure/facial-light.ts';
import { distance, pointOf, type Point, type TracedFace, type TracedIndex } from '#protocol/measure/landmark.ts';
import { median } from '#protocol/measure/median.ts';
import { luma } from '#protocol/measure/luma.ts';
import { skinIndices } from './colour.ts';
import type { Box, PixelReader } from './picture.ts';

/**
 * Side of a cell, as a share of the face's width. At 200 pixels it is 3: JPEG at the widget's quality keeps noise of that size,
 * so the widget and the verifier measure nearly the same.
 */
const cellShare = 1 / 64;

/** Part of an eye that is measured, in eye widths: the lids, what is between them, and skin around. */
const eyePart = { width: 1.3, height: 0.9 };

/** Side of a part of the skin, as a share of the face's width. */
const skinShare = 0.16;

/** From this luma on, a cell of skin shows no shading. */
const clippedLuma = 250;

/** The smallest number of cells along each side of a part. Smaller parts are not measured. */
const leastCells = 4;

/** From the median of absolute values to the standard deviation of a normal distribution. */
const deviationOfMedian = 1.4826;

/** The mean of four cells has a quarter of the variance of one, so the difference of a cell from it has five quarters. */
const deviationOfDifference = Math.sqrt(5 / 4);

/** @returns undefined if neither eye, or no skin, can be measured: the face is too small, or outside the frame */
export function facialLight(frame: PixelReader, face: TracedFace): FacialLight | undefined {
  const { widthPx } = faceBox(face);
  const cellPx = Math.max(1, Math.round(widthPx * cellShare));
  const eyes = [boxOfEye(face, 33, 133), boxOfEye(face, 263, 362)];
  const contrasts = eyes.flatMap((box) => contrastOf(cellsIn(frame, box, cellPx)) ?? []);
  const sidePx = widthPx * skinShare;
  const skin = skinIndices.flatMap(
    (index) => cellsIn(frame, boxAround(pointOf(face, index), sidePx, sidePx), cellPx) ?? [],
  );
  const difference = median(skin.flatMap(differencesOf));
  if (contrasts.length === 0 || difference === undefined) return undefined;
  const contrast = Math.min(...contrasts);
  const lumas = skin.flatMap((cells) => [...cells.lumas]);
  return {
    contrast,
    noise: (difference * deviationOfMedian) / deviationOfDifference / Math.max(1, contrast),
    clipped: lumas.filter((each) => each >= clippedLuma).length / lumas.length,
  };
}

const boxAround = ({ x, y }: Point, widthPx: number, heightPx: number): Box => ({
  left: x - widthPx / 2,
  top: y - heightPx / 2,
  right: x + widthPx / 2,
  bottom: y + heightPx / 2,
});

/** @param outer corner of the eye @param inner corner of the eye */
function boxOfEye(face: TracedFace, outer: TracedIndex, inner: TracedIndex): Box {
  const [a, b] = [pointOf(face, outer), pointOf(face, inner)];
  const widthPx = distance(a, b);
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  return boxAround(middle, eyePart.width * widthPx, eyePart.height * widthPx);
}

/** Mean lumas of square cells, row by row. */
interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly lumas: Float64Array;
}

/** The cells of a box, as far as it is in the frame; undefined if there are too few. */
function cellsIn(frame: PixelReader, box: Box, cellPx: number): Cells | undefined {
  const left = Math.max(0, Math.round(box.left));
  const top = Math.max(0, Math.round(box.top));
  const columns = Math.floor((Math.min(frame.width, Math.round(box.right)) - left) / cellPx);
  const rows = Math.floor((Math.min(frame.height, Math.round(box.bottom)) - top) / cellPx);
  if (Math.min(columns, rows) < leastCells) return undefined;
  const tile = frame.read({ left, top, right: left + columns * cellPx, bottom: top + rows * cellPx });
  const { data } = tile;
  const sums = new Float64Array(columns * rows * 3);
  for (let y = 0; y < rows * cellPx; y += 1) {
    const row = Math.floor(y / cellPx) * columns;
    for (let x = 0; x < columns * cellPx; x += 1) {
      const from = ((top - tile.top + y) * tile.width + left - tile.left + x) * 4;
      const to = (row + Math.floor(x / cellPx)) * 3;
      sums[to]! += data[from]!;
      sums[to + 1]! += data[from + 1]!;
      sums[to + 2]! += data[from + 2]!;
    }
  }
  const pixels = cellPx * cellPx;
  const lumas = Float64Array.from({ length: columns * rows }, (_, cell) => {
    const at = cell * 3;
    return luma([sums[at]! / pixels, sums[at + 1]! / pixels, sums[at + 2]! / pixels]);
  });
  return { columns, rows, lumas };
}

/** From the 5th to the 95th percentile. */
function contrastOf(cells: Cells | undefined): number | undefined {
  if (!cells) return undefined;
  const sorted = cells.lumas.toSorted();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  return at(0.95) - at(0.05);
}

/** How far each cell is from the mean of its four neighbours: smooth shading cancels out, noise does not. */
function differencesOf({ columns, rows, lumas }: Cells): number[] {
  const differences: number[] = [];
  for (let row = 1; row < rows - 1; row += 1) {
    for (let column = 1; column < columns - 1; column += 1) {
      const at = row * columns + column;
      const around = lumas[at - 1]! + lumas[at + 1]! + lumas[at - columns]! + lumas[at + columns]!;
      differences.push(Math.abs(lumas[at]! - around / 4));
    }
  }
  return differences;
}
