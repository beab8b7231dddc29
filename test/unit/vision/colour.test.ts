import { describe, expect, it } from 'vitest';
import { tracedIndices, type TracedFace } from '#protocol/measure/landmark.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { inMemory, type Box, type Picture } from '#vision/picture.ts';
import { exactly, noise } from './reading.ts';

const size = { width: 160, height: 120 };
const picture = noise(size.width, size.height);

/** All points lie at the middle, except those that define the face's width and its patches. */
function faceAt(x: number, y: number): TracedFace {
  const placed: Partial<Record<number, readonly [number, number]>> = {
    234: [-40, 0],
    454: [40, 0],
    50: [-20, 10],
    280: [20, 10],
    151: [0, -20],
  };
  return tracedIndices.map((index) => {
    const [dx, dy] = placed[index] ?? [0, 0];
    return { x: x + dx, y: y + dy };
  });
}

/** A picture of one colour, with a rectangle of another. */
function painted(box: Box, colour: readonly [number, number, number]): Picture {
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  for (let row = box.top; row < box.bottom; row += 1) {
    for (let column = box.left; column < box.right; column += 1) {
      data.set([...colour, 255], (row * size.width + column) * 4);
    }
  }
  return { data, ...size };
}

describe('skin colour', () => {
  it.each([
    ['in the middle', 80, 60],
    ['between pixels', 80.4, 60.7],
    ['with a cheek at the border', 22, 60],
    ['with a cheek outside', 10, 60],
    ['with its middle at the border', 160, 60],
    ['with the forehead outside', 80, 15],
    ['outside', -200, 60],
  ])('of a face %s is the same as when the whole picture is read', (_, x, y) => {
    const face = faceAt(x, y);
    expect(skinColour(exactly(picture), face)).toEqual(skinColour(inMemory(picture), face));
  });

  it('is the mean of the patches that are in the picture', () => {
    // The face is 80 pixels wide, so a patch is 8: around (0, 70), of which half is inside; around (40, 70); and (20, 40).
    const left = painted({ left: 0, top: 66, right: 4, bottom: 74 }, [100, 200, 50]);
    const pixels = 4 * 8 + 8 * 8 + 8 * 8;
    const share = (4 * 8) / pixels;
    expect(skinColour(inMemory(left), faceAt(20, 60))).toEqual(
      [100, 200, 50].map((value) => Math.round(value * share)),
    );
  });

  it('is black if no patch is in the picture', () => {
    expect(skinColour(exactly(picture), faceAt(-200, 60))).toEqual([0, 0, 0]);
  });
});

describe('background colour', () => {
  it('is the same as when the whole picture is read, and needs only the two upper corners', () => {
    const boxes: Box[] = [];
    expect(backgroundColour(exactly(picture, boxes))).toEqual(backgroundColour(inMemory(picture)));
    expect(boxes).toEqual([
      { left: 0, top: 0, right: 15, bottom: 15 },
      { left: 145, top: 0, right: 160, bottom: 15 },
    ]);
  });
});
