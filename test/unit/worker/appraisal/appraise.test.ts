import { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { asks, judge } from './judged.ts';

describe('appraise', () => {
  const seeds = Array.from({ length: 30 }, (_, seed) => seed);
  it.each(seeds)('finds a person bona fide who does what a random challenge asks: seed %i', (seed) => {
    const { verdict, failed, causes } = judge({ asks: drawAsks(seededDraw(`challenge ${seed}`), policy), seed });
    expect({ verdict, failed, causes }).toEqual({ verdict: 'bona-fide', failed: [], causes: [] });
  });

  it('gives for each window its ask, its time, and what was done in it', () => {
    const { windows } = judge();
    expect(windows.map(({ ask, done, foreign }) => ({ ask, done, foreign }))).toEqual(
      asks.map((ask) => ({ ask, done: true, foreign: [] })),
    );
    for (const { ask, startMs, endMs } of windows) expect(endMs - startMs).toBe(policy.challenge.windowMs[ask.kind]);
  });

  it('gives all causes at once', () => {
    const { causes } = judge({ rateHz: 8, alter: (r) => ({ ...r, faces: 2 }) });
    expect(causes).toEqual(expect.arrayContaining(['frames-too-few', 'faces-several', 'portrait-missing']));
  });

  it('matches the schema of the stored appraisal', () => {
    const { failed: _failed, ...appraisal } = judge({ rateHz: 8 });
    const record = AppraisalRecord.parse(JSON.parse(JSON.stringify(appraisal)));
    expect(record).toMatchObject({ verdict: 'undetermined', review: false });
    expect(record.checks.map(({ weight }) => weight)).toEqual(record.checks.map(() => 'mandatory'));
  });
});
