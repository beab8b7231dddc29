import type { Neutral, Sample } from '../measure/sample.ts';
import type { ActionPolicy, Ask } from './action.ts';
import { actionOf } from './table.ts';

/**
 * How far an action is carried in one sample, as a share of what it has to reach: 1 is just enough.
 *
 * @returns undefined if its signal was not measured
 */
export const reachOf = (ask: Ask, sample: Sample, neutral: Neutral, policy: ActionPolicy): number | undefined =>
  actionOf(ask).reach(ask, sample, neutral, policy);
