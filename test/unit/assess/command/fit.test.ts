import { describe, expect, it } from 'vitest';
import type { Ask } from '#protocol/action/action.ts';
import { extentOf, fitLines, noiseOf } from '../../../../assess/command/fit.ts';
import { syntheticRecords } from '../../../../assess/synthetic/capture.ts';
import { perform } from '../../../../assess/synthetic/performance.ts';

const ask: Ask = { kind: 'turn-head', direction: 'left' };
const turning = perform([{ ask, startMs: 500, endMs: 3_000 }], () => 0);
const still = perform([], () => 0);

describe('extentOf', () => {
  it('measures how far an action goes and how long it lasts', () => {
    const options = { durationMs: 3_000, rateHz: 30, noisePx: 0 };
    const { reach, lastsMs } = extentOf(ask, syntheticRecords(still, options), syntheticRecords(turning, options))!;
    // 26° of the required 15°, which weak perspective increases. Up and down take 450 ms each, with a hold of 350 ms: above
    // half of the peak for 800 ms.
    expect(reach).toBeGreaterThan(1.6);
    expect(reach).toBeLessThan(2.3);
    expect(Math.abs(lastsMs - 800)).toBeLessThan(70);
  });
});

describe('noiseOf', () => {
  it.each([0.2, 0.5, 1])('measures the noise that was added: %d px', (noisePx) => {
    const records = syntheticRecords(still, { durationMs: 4_000, rateHz: 30, noisePx });
    // A face of the synthetic filer is about 205 px wide.
    expect(noiseOf(records) * 205).toBeGreaterThan(noisePx * 0.8);
    expect(noiseOf(records) * 205).toBeLessThan(noisePx * 1.25);
  });
});

it('prints actors and simulated people side by side', () => {
  const lines = fitLines([{ name: 'nod: reach', actors: [1, 1.5, 2], simulated: [0.9, 1.4, 2.1] }]);
  expect(lines.at(-1)).toMatch(/nod: reach\s+1\.00 1\.50 2\.00\s+0\.90 1\.40 2\.10/);
});
