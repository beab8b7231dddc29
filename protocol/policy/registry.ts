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
  /** The version that a session was created under. @throws RangeError if this build no longer has it */
  pinned(pin: PolicyName): Policy;
}

/**
 * A registry of policies.
 *
 * @param all the current one first. A replaced version stays here as long as sessions created under it are stored:
 *   `limits.session.lifetimeMs` + `limits.session.retentionMs` after it was replaced
 * @throws RangeError if it is empty or has one version twice
 */
export function createPolicies(all: readonly Policy[]): Policies {
  const [current] = all;
  const keys = new Set(all.map(({ name, version }) => `${name} ${version}`));
  if (!current || keys.size < all.length)
    throw new RangeError('a registry needs at least one policy, each version once');
  const version: Policies['version'] = (pin) =>
    all.find((policy) => policy.name === pin.name && policy.version === pin.version);
  return {
    current,
    names: [...new Set(all.map(({ name }) => name))],
    version,
    named: (name) => all.filter((policy) => policy.name === name).toSorted((a, b) => b.version - a.version)[0],
    pinned(pin) {
      const found = version(pin);
      if (!found) throw new RangeError(`no policy ${pin.name} ${pin.version}`);
      return found;
    },
  };
}

export const policies = createPolicies([actions, unhurried, actions3, unhurried1]);

/** The current policy. New sessions, the widget's guidance and assessments use it by default. */
export const policy = policies.current;
