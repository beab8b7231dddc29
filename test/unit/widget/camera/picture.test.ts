import { describe, expect, it } from 'vitest';
import { pictureOf } from '../../../../widget/camera/picture.ts';

/** A picture of this many pixels, each made from its number. */
const rgba = (pixels: number, colourOf: (n: number) => readonly [number, number, number]) =>
  Uint8ClampedArray.from({ length: pixels * 4 }, (_, k) => [...colourOf(Math.floor(k / 4)), 255][k % 4]!);

describe('pictureOf', () => {
  it('finds no spread and no colour in one grey', () => {
    const { luma, spread, chroma } = pictureOf(rgba(100, () => [40, 40, 40]));
    expect(luma).toBeCloseTo(40);
    expect(spread).toBeCloseTo(0);
    expect(chroma).toBe(0);
  });

  it('measures the spread of luma as its standard deviation', () => {
    const { luma, spread } = pictureOf(rgba(100, (n) => (n % 2 ? [0, 0, 0] : [200, 200, 200])));
    expect(luma).toBeCloseTo(100);
    expect(spread).toBeCloseTo(100);
  });

  it('ignores single coloured pixels, and measures the chroma of a coloured face', () => {
    const withFace = (share: number) =>
      pictureOf(rgba(1000, (n) => (n < 1000 * share ? [180, 130, 110] : [90, 90, 90])));
    expect(withFace(0.005).chroma).toBe(0);
    expect(withFace(0.05).chroma).toBe(70);
  });

  it('gives pictures that differ in one pixel different digests', () => {
    const still = pictureOf(rgba(100, (n) => [n, n, n]));
    expect(pictureOf(rgba(100, (n) => [n, n, n])).digest).toBe(still.digest);
    expect(pictureOf(rgba(100, (n) => [n, n, n === 50 ? 51 : n])).digest).not.toBe(still.digest);
  });
});
