import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';

const { action, challenge, trace } = policy;

describe('the policy', () => {
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
    const longestMs =
      challenge.leadInMs + challenge.windows * (Math.max(...Object.values(challenge.windowMs)) + challenge.gapMs);
    expect(trace.maxRecords).toBeGreaterThanOrEqual((longestMs / 1000) * 60);
  });
});
