import { describe, expect, it } from 'vitest';
import { tracedIndices, type TracedFace } from '#protocol/measure/landmark.ts';
import { eyeSurround } from '#vision/eye-surround.ts';
import { inMemory, type Picture } from '#vision/picture.ts';
import { exactly } from './reading.ts';

const size = { width: 200, height: 200 };

/** A face 100 pixels wide. Its eyes are 20 pixels wide, in a row at y = 80, and its cheeks 40 below them. */
const places: Partial<Record<number, readonly [number, number]>> = {
  234: [50, 100],
  454: [150, 100],
  33: [65, 80],
  133: [85, 80],
  159: [75, 77],
  145: [75, 83],
  50: [75, 120],
  263: [135, 80],
  362: [115, 80],
  386: [125, 77],
  374: [125, 83],
  280: [125, 120],
};
const face: TracedFace = tracedIndices.map((index) => {
  const [x, y] = places[index] ?? [100, 100];
  return { x, y };
});

/** Grey skin, with rectangles of other greys. */
function skin(
  grey: number,
  ...patches: (readonly [left: number, top: number, right: number, bottom: number, grey: number])[]
): Picture {
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  const fill = (left: number, top: number, right: number, bottom: number, value: number) => {
    for (let y = top; y < bottom; y += 1)
      for (let x = left; x < right; x += 1) data.set([value, value, value, 255], (y * size.width + x) * 4);
  };
  fill(0, 0, size.width, size.height, grey);
  for (const patch of patches) fill(...patch);
  return { data, ...size };
}

const [rightLens, leftLens] = [[55, 62, 97, 100, 40] as const, [103, 62, 145, 100, 40] as const];
const of = (picture: Picture) => eyeSurround(inMemory(picture), face);

describe('eyeSurround', () => {
  it.each([60, 120, 220])('is 1 on even skin of luma %d', (grey) => expect(of(skin(grey))).toBeCloseTo(1, 2));

  it('is the share of the light that two dark lenses let through', () => {
    expect(of(skin(160, rightLens, leftLens))).toBeCloseTo(0.25, 2);
  });

  it('is not low if one eye is covered, nor if only the lids are dark', () => {
    expect(of(skin(160, rightLens))).toBeCloseTo(1, 2);
    const [rightLid, leftLid] = [[60, 62, 90, 76, 40] as const, [110, 62, 140, 76, 40] as const];
    expect(of(skin(160, rightLid, leftLid))).toBeCloseTo(1, 2);
  });

  it('compares with both cheeks, so that a shadow on half of the face does not make lenses look bright', () => {
    const shadow = [100, 0, 200, 200, 60] as const;
    const lenses = [rightLens, [103, 62, 145, 100, 15]] as const;
    expect(of(skin(160, shadow, ...lenses))).toBeCloseTo(40 / 110, 2);
    expect(of(skin(160, shadow))).toBeCloseTo(160 / 110, 2);
  });

  it('is undefined if the cheeks are black, and reads only its patches', () => {
    expect(of(skin(0))).toBeUndefined();
    expect(eyeSurround(exactly(skin(160)), face)).toBeCloseTo(1, 2);
  });
});
