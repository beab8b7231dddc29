import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { base64, fromBase64 } from '#protocol/base64.ts';

const samples = Array.from({ length: 50 }, (_, length) => randomBytes(length));

describe('base64', () => {
  it('is that of Node, and reads back', () => {
    for (const sample of samples) {
      expect(base64(sample)).toBe(sample.toString('base64'));
      expect(fromBase64(base64(sample))).toEqual(Uint8Array.from(sample));
    }
  });

  it.each(['A', 'AAA', 'AA=A', '====', 'AA-_', 'AA A', 'AAAA\n'])('does not read %j', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });
});
