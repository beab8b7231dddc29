import { describe, expect, it } from 'vitest';
import { randomId, secretDraw } from '../../../../worker/trust/random.ts';

describe('randomId', () => {
  it('has 128 random bits in the form of an id', () => {
    const given: number[] = [];
    const id = randomId((length) => {
      given.push(length);
      return new Uint8Array(length).fill(255);
    });
    expect(given).toEqual([16]);
    expect(id).toBe('_____________________w');
  });
});

describe('secretDraw', () => {
  it('draws values above the last whole multiple again', () => {
    const given = [0xffffffff, 0xffffffff, 7];
    const draw = secretDraw(() => {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setUint32(0, given.shift()!);
      return bytes;
    });
    expect(draw(5)).toBe(2);
    expect(given).toEqual([]);
  });

  it('reaches every value of the range, and no other', () => {
    const draw = secretDraw((length) => crypto.getRandomValues(new Uint8Array(length)));
    expect(new Set(Array.from({ length: 500 }, () => draw(5)))).toEqual(new Set([0, 1, 2, 3, 4]));
  });
});
