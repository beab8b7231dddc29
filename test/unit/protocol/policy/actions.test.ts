import { actions } from '#protocol/policy/actions.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { limits } from '#protocol/limits.ts';
import { digestBytes } from '#protocol/capture/commitment.ts';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { describe, expect, it } from 'vitest';

describe.each([actions, unhurried])('the policy $name', ({ action, challenge, trace }) => {
  const longestWindowMs = Math.max(...Object.values(challenge.windowMs));

  it('bounds each movement below its reach in windows of other actions, or the others below theirs in its own', () => {
    const kinds = ['turn-head', 'nod', 'open-mouth'] as const;
    const isBounded = (kind: (typeof kinds)[number], inside: (typeof challenge.asks)[number]) => {
      const { yawDegrees, loweredDegrees, mouthAperture } = action.foreign[inside];
      if (kind === 'turn-head') return yawDegrees < action.turnHead.reachDegrees;
      return kind === 'nod' ? loweredDegrees < action.nod.reachDegrees : mouthAperture < action.openMouth.reach;
    };
    for (const kind of kinds) {
      expect(isBounded(kind, 'blink'), `${kind} in blink`).toBe(true);
      for (const other of kinds.filter((each) => each !== kind))
        expect(isBounded(kind, other) || isBounded(other, kind), `${kind} and ${other}`).toBe(true);
    }
    expect(isBounded('turn-head', 'turn-head'), 'the other direction').toBe(true);
  });

  it('takes no number of blinks for another that may be asked for', () => {
    const { counts, maxExtra } = action.blink;
    for (const [n, count] of counts.slice(1).entries()) expect(count - counts[n]!).toBeGreaterThan(maxExtra);
  });

  it('asks for no more than is enough, and lets a nod hide the face for less than half of its window', () => {
    expect(action.turnHead.enoughDegrees).toBeGreaterThan(action.turnHead.reachDegrees);
    expect(action.nod.enoughDegrees).toBeGreaterThan(action.nod.reachDegrees);
    expect(action.nod.maxHiddenMs).toBeLessThan(challenge.windowMs.nod / 2);
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
