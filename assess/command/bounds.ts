import type { Policy } from '#protocol/policy/policy.ts';
import { checks } from '../../worker/appraisal/appraise.ts';
import type { CheckBound } from '../count/margins.ts';

/** The bounds of all checks under a policy, in the order of the checks. */
export const boundsOf = (policy: Policy): CheckBound[] =>
  checks.flatMap(({ name, bounds }) =>
    bounds(policy).map(({ of, side, value, means }) => ({ check: name, of, side, value, means })),
  );
