import { actions } from '#protocol/policy/actions.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { limits } from '#protocol/limits.ts';
import { digestBytes } from '#protocol/capture/commitment.ts';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { describe, expect, it } from 'vitest';

describe.each([actions, unhurried])('the policy $name', ({ action, challenge, trace }) => {
  const longestWindowMs = Math.max(...Object.values(challenge.windowMs));

  it('lets no movement answer one ask and stand unnoticed beside another', () => {
    expect(action.foreign.yawDegrees).toBeLessThanOrEqual(action.turnHead.reachDegrees);
    expect(action.foreign.pitchDegrees).toBeLessThanOrEqual(action.nod.reachDegrees);
    expect(action.foreign.mouthAperture).toBeLessThanOrEqual(action.openMouth.reach);
  });

  it('leaves a window to be seen by more than one frame of the lowest rate, and no two blinks in a gap', () => {
    expect(trace.maxGapMs).toBeGreaterThanOrEqual(2_000 / trace.minRateHz);
    expect(trace.maxGapMs).toBeLessThan(Math.min(...Object.values(challenge.windowMs)) / 4);
  });

  it('takes the longest challenge at 30 frames a second twice over', () => {
    const longestMs = challenge.leadInMs + challenge.windows * (longestWindowMs + challenge.gapMs);
    expect(trace.maxRecords).toBeGreaterThanOrEqual((longestMs / 1000) * 60);
  });

  it('takes no more records than fit in the largest evidence', () => {
    const recordBytes = 12 + 4 * tracedIndices.length + digestBytes;
    const statementBytes = 8_192;
    expect((trace.maxRecords * recordBytes * 4) / 3 + statementBytes).toBeLessThan(limits.body.evidenceBytes);
  });

  it('leaves time after the windows and their gaps to send the evidence', () => {
    const sendingMs = challenge.evidenceGraceMs - (challenge.windows - 1) * challenge.gapMs;
    expect(sendingMs).toBeGreaterThanOrEqual(3_500);
  });

  it('lives no longer than DESIGN §4 allows', () => {
    expect(challenge.lifetimeMs).toBeLessThanOrEqual(120_000);
    expect(challenge.revealMs).toBeLessThanOrEqual(60_000);
  });
});
