import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../assess/synthetic/random.ts';
import { crop, type Input } from '#vision/crop.ts';
import { detectorInput } from '#vision/detection.ts';
import { meshInput } from '#vision/landmarks.ts';
import { inMemory, type Box } from '#vision/picture.ts';
import { wholeOf, type Region } from '#vision/region.ts';
import { exactly, noise } from './reading.ts';

const picture = noise(64, 48);
const inputs: readonly (readonly [string, Input])[] = [
  ['detector', { ...detectorInput, sidePx: 16 }],
  ['mesh', { ...meshInput, sidePx: 24 }],
];

const cropped = (frame: ReturnType<typeof inMemory>, region: Region, input: Input): Float32Array => {
  const values = new Float32Array(input.sidePx ** 2 * 3);
  crop(frame, region, input, values);
  return values;
};

/** A slow reference for the same numbers: it follows the definition of the sampling pixel by pixel. */
function expectedCrop({ centre, sidePx, radians }: Region, input: Input): number[] {
  const { data, width, height } = picture;
  const [black, white] = input.range;
  const isNearest = input.outside === 'nearest';
  const clamp = (value: number, last: number) => Math.min(Math.max(value, 0), last);
  const pixel = (x: number, y: number, channel: number) => {
    const isInside = x >= 0 && y >= 0 && x < width && y < height;
    return isInside ? data[(y * width + x) * 4 + channel]! : 0;
  };
  const values: number[] = [];
  for (let row = 0; row < input.sidePx; row += 1) {
    for (let column = 0; column < input.sidePx; column += 1) {
      const [u, v] = [(column / input.sidePx - 0.5) * sidePx, (row / input.sidePx - 0.5) * sidePx];
      let x = centre.x + u * Math.cos(radians) - v * Math.sin(radians);
      let y = centre.y + u * Math.sin(radians) + v * Math.cos(radians);
      if (isNearest) [x, y] = [clamp(x, width - 1), clamp(y, height - 1)];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      for (let channel = 0; channel < 3; channel += 1) {
        const at = (dx: number, dy: number) =>
          pixel(left + dx, top + dy, channel) * Math.abs(1 - dx - x + left) * Math.abs(1 - dy - y + top);
        const value = at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1);
        values.push(black + ((white - black) * value) / 255);
      }
    }
  }
  return values;
}

const regions: readonly (readonly [string, Region])[] = [
  ['in the middle', { centre: { x: 32, y: 24 }, sidePx: 20, radians: 0 }],
  ['turned', { centre: { x: 32.3, y: 24.7 }, sidePx: 21.4, radians: 0.4 }],
  ['upside down', { centre: { x: 30, y: 25 }, sidePx: 18, radians: Math.PI }],
  ['at the left border', { centre: { x: 10, y: 24 }, sidePx: 20, radians: 0 }],
  ['at the lower right corner', { centre: { x: 54, y: 38 }, sidePx: 20, radians: 0 }],
  ['half outside to the left', { centre: { x: 0, y: 20 }, sidePx: 22, radians: -0.2 }],
  ['half outside to the right', { centre: { x: 64, y: 20.5 }, sidePx: 22, radians: 0.2 }],
  ['half outside above', { centre: { x: 30, y: -1 }, sidePx: 24, radians: 0.1 }],
  ['half outside below', { centre: { x: 30, y: 48 }, sidePx: 24, radians: 0.1 }],
  ['less than a pixel inside', { centre: { x: -10.5, y: 20 }, sidePx: 20, radians: 0 }],
  ['outside', { centre: { x: -40, y: -40 }, sidePx: 20, radians: 0.3 }],
  ['far outside', { centre: { x: 5_000, y: 24 }, sidePx: 20, radians: 0.3 }],
  ['larger than the picture', { centre: { x: 32, y: 24 }, sidePx: 300, radians: 0.7 }],
  ['smaller than a pixel', { centre: { x: 32.5, y: 24.5 }, sidePx: 0.5, radians: 0 }],
  ['the whole picture', wholeOf(picture)],
];

describe.each(inputs)('a crop for the %s', (_, input) => {
  it.each(regions)(
    '%s reads only the pixels that it needs, and gives the same numbers as the whole picture',
    (_name, region) => {
      const values = cropped(exactly(picture), region, input);
      expect(values).toEqual(cropped(inMemory(picture), region, input));
      expectedCrop(region, input).forEach((value, at) => expect(values[at]).toBeCloseTo(value, 4));
    },
  );

  it('gives the same numbers as the whole picture for 500 random regions', () => {
    const random = createRandom(2);
    for (let n = 0; n < 500; n += 1) {
      const centre = { x: random() * 128 - 32, y: random() * 96 - 24 };
      const region = { centre, sidePx: random() * 80, radians: (random() * 2 - 1) * Math.PI };
      expect(cropped(exactly(picture), region, input)).toEqual(cropped(inMemory(picture), region, input));
    }
  });

  it('reads only the rows and columns that its samples are computed from', () => {
    const boxes: Box[] = [];
    cropped(exactly(picture, boxes), { centre: { x: 20, y: 20 }, sidePx: input.sidePx / 2, radians: 0 }, input);
    const [first, last] = [20 - input.sidePx / 4, 20 + input.sidePx / 4 - 0.5];
    const end = Math.floor(last) + 2;
    expect(boxes).toEqual([{ left: first, top: first, right: end, bottom: end }]);
  });
});
