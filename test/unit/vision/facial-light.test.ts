import { describe, expect, it } from 'vitest';
import { pointOf, type TracedFace } from '#protocol/measure/landmark.ts';
import { facialLight } from '#vision/facial-light.ts';
import { inMemory, type Picture } from '#vision/picture.ts';
import { neutralPose, syntheticFace } from '../../../assess/synthetic/face.ts';
import { createRandom } from '../../../assess/synthetic/random.ts';
import { exactly } from './reading.ts';

const size = { width: 640, height: 480 };
const face = syntheticFace(neutralPose);

/** A picture with this luma at each pixel. */
function painted(lumaAt: (x: number, y: number) => number): Picture {
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  for (let at = 0; at < size.width * size.height; at += 1) {
    data.fill(lumaAt(at % size.width, Math.floor(at / size.width)), at * 4, at * 4 + 3);
  }
  return { data, ...size };
}

/** Skin of one luma. The upper half of each eye, and what is above it, has another. */
function shadowed(skin: number, right: number, left: number): Picture {
  const { y: eyesY } = pointOf(face, 33);
  return painted((x, y) => (y < eyesY && y > eyesY - 15 ? (x < 320 ? right : left) : skin));
}

const of = (picture: Picture, whose: TracedFace = face) => facialLight(inMemory(picture), whose);

describe('facialLight', () => {
  it.each([
    [180, 90],
    [60, 30],
    [30, 0],
  ])('measures the contrast of the eyes, whatever the skin: %d with %d', (skin, dark) => {
    const { contrast, noise } = of(shadowed(skin, dark, dark))!;
    expect(contrast).toBeCloseTo(skin - dark, 5);
    expect(noise).toBeLessThan(0.01);
  });

  it('takes the eye that shows less', () => {
    expect(of(shadowed(150, 60, 130))!.contrast).toBeCloseTo(20, 5);
    expect(of(shadowed(150, 130, 60))!.contrast).toBeCloseTo(20, 5);
  });

  it('measures noise as a share of the contrast, and no shading', () => {
    const random = createRandom(1);
    const gauss = () => (random() + random() + random() - 1.5) * 2;
    const dark = shadowed(180, 80, 80);
    expect(of(painted((x, y) => 100 + x / 10 + y / 8))!.noise).toBeLessThan(0.1);
    expect(of(dark)!.noise).toBeLessThan(0.001);
    const { contrast, noise } = of({ ...dark, data: dark.data.map((level) => level + 12 * gauss()) })!;
    // Cells of 4 by 4 pixels have a quarter of the deviation of a pixel, which is 12.
    expect(noise * contrast).toBeGreaterThan(2);
    expect(noise * contrast).toBeLessThan(4);
  });

  it('measures how much of the skin is overexposed', () => {
    expect(of(painted(() => 255))!.clipped).toBe(1);
    expect(of(painted(() => 245))!.clipped).toBe(0);
    // One cheek of two, and the forehead on both sides of the middle.
    expect(of(painted((x) => (x < 320 ? 255 : 180)))!.clipped).toBeCloseTo(0.5, 1);
  });

  it('is the same when only its parts are read, as of a canvas', () => {
    const random = createRandom(2);
    const picture = painted(() => 255 * random());
    expect(facialLight(exactly(picture), face)).toEqual(of(picture));
  });

  it('is measured on the eye that is in the picture, and undefined if none is', () => {
    const picture = shadowed(150, 60, 60);
    const moved = (byPx: number) => face.map(({ x, y }) => ({ x: x + byPx, y }));
    expect(of(picture, moved(-300))!.contrast).toBeCloseTo(90, 5);
    expect(of(picture, moved(-700))).toBeUndefined();
  });
});
