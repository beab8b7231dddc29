import { actions } from '#protocol/policy/actions.ts';
import { chanceOfRecording, chanceOfSession } from '#protocol/policy/chance.ts';
import { policies } from '#protocol/policy/registry.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { describe, expect, it } from 'vitest';

/** Every number, string and flag of a policy by its path. */
const leaves = (value: unknown, path = ''): [path: string, value: unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => leaves(each, path ? `${path}.${key}` : key))
    : [[path, value]];

describe('the policy actions-unhurried', () => {
  it('is in the registry, and is not the default', () => {
    expect(policies.named('actions-unhurried')).toBe(unhurried);
    expect(policies.pinned({ name: 'actions-unhurried', version: 2 })).toBe(unhurried);
    expect(policies.current).toBe(actions);
    for (const pin of [actions, { name: 'actions', version: 3 }]) expect(policies.unhurried(pin)).toBe(unhurried);
  });

  it('differs from version 4 of actions only in longer times', () => {
    const before = new Map(leaves(actions));
    const changed = leaves(unhurried).filter(([path, value]) => before.get(path) !== value);
    expect(actions.version, 'a new version of actions needs a new version of this policy too').toBe(4);
    expect(changed.map(([path]) => path)).toEqual([
      'name',
      'version',
      'challenge.evidenceGraceMs',
      'challenge.revealMs',
      'challenge.leadInMs',
      'challenge.gapMs',
      'challenge.windowMs.blink',
      'challenge.windowMs.turn-head',
      'challenge.windowMs.nod',
      'challenge.windowMs.open-mouth',
      'trace.maxRecords',
      'trace.clockToleranceMs',
    ]);
    for (const [path, value] of changed.slice(2)) expect(value, path).toBeGreaterThan(before.get(path) as number);
  });

  it('is as strong as actions: recordings have the same chance, and forgers no larger share of a window to render an answer', () => {
    expect(chanceOfRecording(unhurried)).toBe(chanceOfRecording(actions));
    expect(chanceOfSession(unhurried)).toBe(chanceOfSession(actions));
    const share = ({ trace, challenge }: typeof actions) =>
      trace.clockToleranceMs / Math.min(...Object.values(challenge.windowMs));
    expect(share(unhurried)).toBeLessThanOrEqual(share(actions));
  });

  it('leaves 10 of DESIGN’s 35 s to send, reveal and appraise', () => {
    const { windowMs, windows, gapMs } = unhurried.challenge;
    const [longest, ...others] = Object.values(windowMs).toSorted((a, b) => b - a);
    const asked = [longest!, ...others.slice(0, windows - 1)].reduce((sum, ms) => sum + ms, 0);
    expect(asked + (windows - 1) * gapMs).toBeLessThanOrEqual(25_000);
  });
});
