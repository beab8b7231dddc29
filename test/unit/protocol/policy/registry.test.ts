import { describe, expect, it } from 'vitest';
import { createPolicies, policy } from '#protocol/policy/registry.ts';

const [third, fourth] = [3, 4].map((version) => ({ ...policy, version })) as [typeof policy, typeof policy];
const lenient = { ...policy, name: 'lenient', version: 9 };

describe('a registry', () => {
  const policies = createPolicies([fourth, third, lenient]);

  it('has the first as current, the newest of a name, and every version', () => {
    expect(policies.current).toBe(fourth);
    expect(policies.named('actions')).toBe(fourth);
    expect(policies.named('lenient')).toBe(lenient);
    expect(policies.named('other')).toBeUndefined();
    expect(policies.version({ name: 'actions', version: 3 })).toBe(third);
    expect(policies.version({ name: 'actions', version: 9 })).toBeUndefined();
  });

  it('fails for a pinned version that it does not have', () => {
    expect(policies.pinned(third)).toBe(third);
    expect(() => policies.pinned({ name: 'actions', version: 2 })).toThrow(RangeError);
  });

  it('is refused without a policy, or with a version twice', () => {
    expect(() => createPolicies([])).toThrow(RangeError);
    expect(() => createPolicies([third, { ...third }])).toThrow(RangeError);
  });
});
