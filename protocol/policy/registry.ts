/** Every policy that this build can judge by. */
import { actions } from './actions.ts';
import type { Policy, PolicyName } from './policy.ts';
import { unhurried } from './unhurried.ts';

export interface Policies {
  /** What a session gets that asks for none by name. */
  readonly current: Policy;
  /** The newest version of a name; undefined if there is no such policy. */
  named(name: string): Policy | undefined;
  /** The very version that a session began with. @throws RangeError if this build no longer has it */
  pinned(pin: PolicyName): Policy;
}

/**
 * A registry of policies.
 *
 * @param all the current one first. A replaced version stays here until the last session under it has ended
 *   (`limits.session.lifetimeMs` after it was replaced)
 * @throws RangeError if it is empty or has one version twice
 */
export function createPolicies(all: readonly Policy[]): Policies {
  const [current] = all;
  const keys = new Set(all.map(({ name, version }) => `${name} ${version}`));
  if (!current || keys.size < all.length) throw new RangeError('policies need to be one or more, each version once');
  return {
    current,
    named: (name) => all.filter((policy) => policy.name === name).toSorted((a, b) => b.version - a.version)[0],
    pinned({ name, version }) {
      const found = all.find((policy) => policy.name === name && policy.version === version);
      if (!found) throw new RangeError(`no policy ${name} ${version}`);
      return found;
    },
  };
}

export const policies = createPolicies([actions, unhurried]);

/** The present policy: of new sessions, of the widget's guidance and of assessments. */
export const policy = policies.current;
