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
    // The action reaches 26° where 13° are required, and weak perspective increases this. Up and down take 450 ms each,
    // the hold 350 ms, so the action is above half of its peak for 800 ms.
    expect(reach).toBeGreaterThan(1.9);
    expect(reach).toBeLessThan(2.6);
    expect(Math.abs(lastsMs - 800)).toBeLessThan(70);
  });
});

describe('noiseOf', () => {
  it.each([0.2, 0.5, 1])('measures added noise of %d px', (noisePx) => {
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
