/** Every policy that this build can judge by. */
import { actions } from './actions.ts';
import type { Policy, PolicyName } from './policy.ts';
import { actions3, unhurried1 } from './replaced.ts';
import { unhurried } from './unhurried.ts';

export interface Policies {
  /** The policy of a session if its creator names none. */
  readonly current: Policy;
  /** The names that a session's creator can give, the current policy's first. */
  readonly names: readonly string[];
  /** The newest version of the policy with this name; undefined if there is no such policy. */
  named(name: string): Policy | undefined;
  /** Exactly this version; undefined if this build does not have it. */
  version(pin: PolicyName): Policy | undefined;
  /**
   * The policy for people who need more time than this one gives: itself if it is the slower one already. Undefined if it has none.
   */
  unhurried(pin: PolicyName): Policy | undefined;
  /** The version that a session is pinned to. @throws RangeError if this build no longer has it */
  pinned(pin: PolicyName): Policy;
}

/**
 * A registry of policies.
 *
 * @param all the current one first. A replaced version stays here as long as sessions created under it are stored:
 *   `limits.session.lifetimeMs` + `limits.session.retentionMs` after it was replaced
 * @param slower the names of policies for people who need more time, by the name of the policy that each stands in for. It has
 *   the same strength, so that a person may choose it (`test/unit/protocol/policy/unhurried.test.ts`)
 * @throws RangeError if it is empty or has one version twice
 */
export function createPolicies(all: readonly Policy[], slower: ReadonlyMap<string, string> = new Map()): Policies {
  const [current] = all;
  const keys = new Set(all.map(({ name, version }) => `${name} ${version}`));
  if (!current || keys.size < all.length)
    throw new RangeError('a registry needs at least one policy, each version once');
  const version: Policies['version'] = (pin) =>
    all.find((policy) => policy.name === pin.name && policy.version === pin.version);
  const named: Policies['named'] = (name) =>
    all.filter((policy) => policy.name === name).toSorted((a, b) => b.version - a.version)[0];
  return {
    current,
    names: [...new Set(all.map(({ name }) => name))],
    version,
    named,
    unhurried(pin) {
      if ([...slower.values()].includes(pin.name)) return version(pin);
      const name = slower.get(pin.name);
      return name === undefined ? undefined : named(name);
    },
    pinned(pin) {
      const found = version(pin);
      if (!found) throw new RangeError(`no policy ${pin.name} ${pin.version}`);
      return found;
    },
  };
}

export const policies = createPolicies(
  [actions, unhurried, actions3, unhurried1],
  new Map([[actions.name, unhurried.name]]),
);

/** The current policy. New sessions, the widget's guidance and assessments use it by default. */
export const policy = policies.current;
