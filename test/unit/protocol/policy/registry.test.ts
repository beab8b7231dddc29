import { actions } from '#protocol/policy/actions.ts';
import { createPolicies, policies, policy } from '#protocol/policy/registry.ts';
import { actions3, unhurried1 } from '#protocol/policy/replaced.ts';
import { describe, expect, it } from 'vitest';

const older = { ...actions, version: 2 };
const other = { ...actions, name: 'other', version: 1 };
const registry = createPolicies([actions, older, other]);

describe('createPolicies', () => {
  it('makes the first policy the current one', () => {
    expect(registry.current).toBe(actions);
    expect(policies.current).toBe(policy);
  });

  it('has each name once, the current policy’s first', () => {
    expect(registry.names).toEqual(['actions', 'other']);
  });

  it('gives the newest version of a name, in whatever order the list has them', () => {
    expect(registry.named('actions')).toBe(actions);
    expect(createPolicies([older, actions]).named('actions')).toBe(actions);
    expect(registry.named('other')).toBe(other);
  });

  it.each(['unknown', '', 'constructor', '__proto__'])('has no policy named %j', (name) => {
    expect(registry.named(name)).toBeUndefined();
  });

  it('gives the exact version that a session was created with', () => {
    expect(registry.version({ name: 'actions', version: 2 })).toBe(older);
    expect(registry.version({ name: 'actions', version: 1 })).toBeUndefined();
    expect(registry.pinned({ name: 'actions', version: 2 })).toBe(older);
    expect(() => registry.pinned({ name: 'actions', version: 1 })).toThrow(RangeError);
    expect(() => registry.pinned({ name: 'other', version: 3 })).toThrow(RangeError);
  });

  it('still has the versions that stored sessions are pinned to', () => {
    expect(policies.pinned({ name: 'actions', version: 3 })).toBe(actions3);
    expect(policies.pinned({ name: 'actions-unhurried', version: 1 })).toBe(unhurried1);
  });

  it('gives the newest slower policy of a policy, and the slower policy itself in its own version', () => {
    const slow = { ...actions, name: 'slow', version: 1 };
    const newer = { ...slow, version: 2 };
    const { unhurried } = createPolicies([actions, older, slow, newer, other], new Map([['actions', 'slow']]));
    expect(unhurried(actions)).toBe(newer);
    expect(unhurried(older)).toBe(newer);
    expect(unhurried(newer)).toBe(newer);
    expect(unhurried(slow)).toBe(slow);
    expect(unhurried(other)).toBeUndefined();
    expect(unhurried({ name: 'constructor', version: 1 })).toBeUndefined();
  });

  it('refuses an empty list, and a list with one version twice', () => {
    expect(() => createPolicies([])).toThrow(RangeError);
    expect(() => createPolicies([actions, older, actions])).toThrow(RangeError);
  });
});
