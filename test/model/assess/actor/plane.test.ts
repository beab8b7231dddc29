import { describe, expect, it } from 'vitest';
import type { Picture } from '#vision/picture.ts';
import { unwarped, warped } from '../../../../assess/actor/plane.ts';

/** A ramp: red is the column, green the row. */
function ramp(width: number, height: number): Picture {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let n = 0; n < width * height; n++) data.set([n % width, Math.floor(n / width), 0, 255], 4 * n);
  return { data, width, height };
}

const middle = { x: 50, y: 40 };
const at = ({ data, width }: Picture, x: number, y: number) => [...data.subarray(4 * (y * width + x)).subarray(0, 2)];

describe('a warped picture', () => {
  it('equals the picture if it is not warped', () => {
    expect(warped(ramp(100, 80), middle, 30, unwarped)).toEqual(ramp(100, 80));
  });

  it('is squashed towards the middle', () => {
    const squashed = warped(ramp(100, 80), middle, 30, { ...unwarped, down: 0.5 });
    expect(at(squashed, 50, 40)).toEqual([50, 40]);
    expect(at(squashed, 60, 45)).toEqual([60, 50]);
  });

  it('is sheared and rotated', () => {
    expect(at(warped(ramp(100, 80), middle, 30, { ...unwarped, shear: 0.5 }), 60, 50)).toEqual([55, 50]);
    expect(at(warped(ramp(100, 80), middle, 30, { ...unwarped, rollRadians: Math.PI / 2 }), 50, 50)).toEqual([60, 40]);
  });

  it('recedes to the right: one face width from the middle it is half as large', () => {
    // A point 60 px right of the middle appears 30 px (one face width) right of it, because the depth there is twice as
    // large.
    const receding = warped(ramp(100, 80), middle, 30, { ...unwarped, recedeX: 0.5 });
    expect(at(receding, 80, 40)).toEqual([99, 40]);
    expect(at(receding, 65, 40)).toEqual([70, 40]);
  });

  it('repeats the pixels of its edge outside of the photograph', () => {
    expect(at(warped(ramp(100, 80), middle, 30, { ...unwarped, across: 0.2 }), 99, 40)).toEqual([99, 40]);
  });
});
