/** How late an answer may be: in each policy, for everything that can be asked. */
import { describe, expect, it } from 'vitest';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { policies, policy } from '#protocol/policy/registry.ts';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';
import { perform } from '../../../../assess/synthetic/performance.ts';
import { appraise } from '../../../../worker/appraisal/appraise.ts';
import { reveal } from './judged.ts';

const challenges = 16;

/** The latest person at a screen begins after this time; `lateMs` comes on top. */
const usualMs = 900;

/** How many of the challenges are answered by a person who begins late, and moves 20 % slower than most. */
function answered(policyOf: Policy, lateMs: number): number {
  return Array.from({ length: challenges }, (_, seed) => {
    const asks = drawAsks(seededDraw(`late ${seed}`), policyOf);
    const performance = (slots: Parameters<typeof perform>[0]) =>
      perform(slots, () => usualMs + lateMs, { reach: 1, pace: 1.2 });
    const capture = syntheticCapture({ asks, policy: policyOf, performance, seed });
    return appraise(capture, reveal(capture), policyOf).verdict;
  }).filter((verdict) => verdict === 'bona-fide').length;
}

describe('an answer that begins late', () => {
  it('by 2.5 s is accepted under the slower policy', () => {
    expect(answered(policies.unhurried(policy)!, 2_500)).toBe(challenges);
  });

  it('by 2.5 s is not accepted under the usual policy, and without delay it is', () => {
    expect(answered(policy, 2_500)).toBe(0);
    expect(answered(policy, 0)).toBe(challenges);
  });
});
