import { describe, expect, it } from 'vitest';
import { measureLine, neededBitsPerS } from '../../../../widget/verifier/line.ts';

/** Measures a line of these rates, one a try, on which each call also takes `delayMs`. */
async function measured(bitsPerS: readonly number[], delayMs = 0): Promise<{ bitsPerS: number; bytes: number[] }> {
  let nowMs = 0;
  const bytes: number[] = [];
  const probe = async (sent: Uint8Array) => {
    const rate = bitsPerS[Math.floor(bytes.length / 2)]!;
    bytes.push(sent.length);
    nowMs += delayMs + (sent.length * 8_000) / rate;
  };
  return { bitsPerS: await measureLine(probe, () => nowMs), bytes };
}

describe('measuring the line', () => {
  it.each([64_000, 200_000, 1_000_000])('finds %d bit/s, however long an answer takes', async (bitsPerS) => {
    for (const delayMs of [0, 40, 900]) {
      const found = await measured([bitsPerS], delayMs);
      expect(found.bitsPerS / bitsPerS).toBeCloseTo(1, 5);
      expect(found.bytes).toEqual([1, 12_288]);
    }
  });

  it('measures a line again that seems too slow, and believes the better try', async () => {
    expect((await measured([20_000, 90_000])).bitsPerS).toBeCloseTo(90_000, -1);
    expect((await measured([20_000, 10_000])).bitsPerS).toBeCloseTo(20_000, -1);
    expect((await measured([neededBitsPerS + 1])).bytes).toHaveLength(2);
  });

  it('does not take a line for slow whose first call was delayed', async () => {
    let nowMs = 0;
    const delays = [500, 20];
    const found = await measureLine(
      async () => void (nowMs += delays.shift()!),
      () => nowMs,
    );
    expect(found).toBeGreaterThan(neededBitsPerS);
  });

  it('says nothing about a line that cannot be measured', async () => {
    expect(await measureLine(() => Promise.reject(new Error('the network is lost')))).toBe(Infinity);
  });
});
