/** Mean colours of patches of a frame. The verifier measures the same patches on the revealed JPEGs. */
import { faceBox } from '#protocol/measure/face-box.ts';
import { pointOf, type Point, type TracedFace, type TracedIndex } from '#protocol/measure/landmark.ts';
import type { Colour } from '#protocol/measure/luma.ts';
import type { PixelReader } from './picture.ts';

/** The middle of each cheek and of the forehead. */
export const skinIndices: readonly TracedIndex[] = [50, 280, 151];

/** Side of a skin patch, as a share of the face's width. */
const patchShare = 0.1;

/** Side of a background patch, as a share of the frame's short side. */
const cornerShare = 0.125;

/** Mean colour of square patches on the cheeks and the forehead. */
export function skinColour(frame: PixelReader, face: TracedFace): Colour {
  const sidePx = faceBox(face).widthPx * patchShare;
  return meanColour(
    frame,
    skinIndices.map((index) => pointOf(face, index)),
    sidePx,
  );
}

/** Mean colour of the two upper corners: the lower ones often show shoulders. */
export function backgroundColour(frame: PixelReader): Colour {
  const sidePx = Math.min(frame.width, frame.height) * cornerShare;
  const corners = [
    { x: sidePx / 2, y: sidePx / 2 },
    { x: frame.width - sidePx / 2, y: sidePx / 2 },
  ];
  return meanColour(frame, corners, sidePx);
}

/** Mean of all patches together; black if all lie outside the frame. */
export function meanColour(frame: PixelReader, centres: readonly Point[], sidePx: number): Colour {
  const sum = [0, 0, 0];
  let pixels = 0;
  for (const { x, y } of centres) {
    const [left, right] = span(x, sidePx, frame.width);
    const [top, bottom] = span(y, sidePx, frame.height);
    if (left >= right || top >= bottom) continue;
    const tile = frame.read({ left, top, right, bottom });
    for (let row = top; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) {
        const at = ((row - tile.top) * tile.width + column - tile.left) * 4;
        for (let channel = 0; channel < 3; channel += 1) sum[channel]! += tile.data[at + channel]!;
        pixels += 1;
      }
    }
  }
  return sum.map((total) => (pixels === 0 ? 0 : Math.round(total / pixels))) as unknown as Colour;
}

/** First and one past the last pixel of a patch along one axis, kept inside the frame. */
const span = (middle: number, sidePx: number, sizePx: number): [number, number] => [
  Math.max(0, Math.round(middle - sidePx / 2)),
  Math.min(sizePx, Math.round(middle + sidePx / 2)),
];
