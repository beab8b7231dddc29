import type { Neutral, Sample } from '../measure/sample.ts';
import type { ActionPolicy, Ask } from './action.ts';
import { actionOf } from './table.ts';

/**
 * How far an action has gone in one sample, as a share of its required reach: 1 is just enough.
 *
 * @returns undefined if its signal was not measured
 */
export const reachOf = (ask: Ask, sample: Sample, neutral: Neutral, policy: ActionPolicy): number | undefined =>
  actionOf(ask).reach(ask, sample, neutral, policy);
