import { actions } from '#protocol/policy/actions.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { limits } from '#protocol/limits.ts';
import { digestBytes } from '#protocol/capture/commitment.ts';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { describe, expect, it } from 'vitest';

describe.each([actions, unhurried])('the policy $name', ({ action, challenge, trace }) => {
  const longestWindowMs = Math.max(...Object.values(challenge.windowMs));

  it('counts a movement as foreign before it is large enough to answer an ask', () => {
    expect(action.foreign.yawDegrees).toBeLessThanOrEqual(action.turnHead.reachDegrees);
    expect(action.foreign.pitchDegrees).toBeLessThanOrEqual(action.nod.reachDegrees);
    expect(action.foreign.mouthAperture).toBeLessThanOrEqual(action.openMouth.reach);
  });

  it('allows gaps of two frames at the lowest rate, and of less than a quarter of a window', () => {
    expect(trace.maxGapMs).toBeGreaterThanOrEqual(2_000 / trace.minRateHz);
    expect(trace.maxGapMs).toBeLessThan(Math.min(...Object.values(challenge.windowMs)) / 4);
  });

  it('allows twice the records of the longest challenge at 30 frames a second', () => {
    const longestMs = challenge.leadInMs + challenge.windows * (longestWindowMs + challenge.gapMs);
    expect(trace.maxRecords).toBeGreaterThanOrEqual((longestMs / 1000) * 60);
  });

  it('allows no more records than fit into the largest evidence', () => {
    const recordBytes = 12 + 4 * tracedIndices.length + digestBytes;
    const statementBytes = 8_192;
    expect((trace.maxRecords * recordBytes * 4) / 3 + statementBytes).toBeLessThan(limits.body.evidenceBytes);
  });

  it('leaves time after the windows and their gaps to send the evidence', () => {
    const sendingMs = challenge.evidenceGraceMs - (challenge.windows - 1) * challenge.gapMs;
    expect(sendingMs).toBeGreaterThanOrEqual(3_500);
  });

  it('gives a challenge a lifetime within the limit of DESIGN §4', () => {
    expect(challenge.lifetimeMs).toBeLessThanOrEqual(120_000);
    expect(challenge.revealMs).toBeLessThanOrEqual(60_000);
  });
});
