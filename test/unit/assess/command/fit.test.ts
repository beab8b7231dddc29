import { describe, expect, it } from 'vitest';
import type { Ask } from '#protocol/action/action.ts';
import { extentOf, noiseOf, printedFit } from '../../../../assess/command/fit.ts';
import { syntheticRecords } from '../../../../assess/synthetic/capture.ts';
import { perform } from '../../../../assess/synthetic/performance.ts';

const ask: Ask = { kind: 'turn-head', direction: 'left' };
const turning = perform([{ ask, startMs: 500, endMs: 3_000 }], () => 0);
const still = perform([], () => 0);

describe('extentOf', () => {
  it('tells how far an action goes and how long', () => {
    const options = { durationMs: 3_000, rateHz: 30, noisePx: 0 };
    const { reach, lastsMs } = extentOf(ask, syntheticRecords(still, options), syntheticRecords(turning, options))!;
    // 26° of 15, of which weak perspective makes more; up and down in 450 ms each with 350 between: past half for 800.
    expect(reach).toBeGreaterThan(1.6);
    expect(reach).toBeLessThan(2.3);
    expect(Math.abs(lastsMs - 800)).toBeLessThan(70);
  });
});

describe('noiseOf', () => {
  it.each([0.2, 0.5, 1])('finds the noise that was put in: %d px', (noisePx) => {
    const records = syntheticRecords(still, { durationMs: 4_000, rateHz: 30, noisePx });
    // A face of the synthetic filer is about 205 px wide.
    expect(noiseOf(records) * 205).toBeGreaterThan(noisePx * 0.8);
    expect(noiseOf(records) * 205).toBeLessThan(noisePx * 1.25);
  });
});

it('prints both beside each other', () => {
  const lines = printedFit([{ name: 'nod: reach', actors: [1, 1.5, 2], simulated: [0.9, 1.4, 2.1] }]);
  expect(lines.at(-1)).toMatch(/nod: reach\s+1\.00 1\.50 2\.00\s+0\.90 1\.40 2\.10/);
});
