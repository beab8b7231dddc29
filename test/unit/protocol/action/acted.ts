/** Windows in which synthetic people act. */
import type { ActionKind, Ask, WindowSamples } from '#protocol/action/action.ts';
import { actionTable, everyAsk } from '#protocol/action/table.ts';
import { neutralOf, sampleOf, type Sample } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';
import { syntheticRecords } from '../../../../assess/synthetic/capture.ts';
import { perform, type Performance } from '../../../../assess/synthetic/performance.ts';

const windowMs = 4_500;

export const measured = (performance: Performance, seed = 1): Sample[] =>
  syntheticRecords(performance, { durationMs: windowMs, seed }).map(sampleOf);

/** A window in which a person performs these asks one after the other, each after the given reaction time. */
export function acted(done: readonly Ask[], reactionMs = 500, seed = 1): WindowSamples {
  const slots = done.map((ask, n) => ({ ask, startMs: n * 1_800, endMs: windowMs }));
  const still = perform([], () => 0);
  const moving = perform(slots, () => reactionMs);
  return { samples: measured(moving, seed), before: [], neutral: neutralOf(measured(still, seed))! };
}

export const nameOf = (ask: Ask): string => Object.values(ask).join(' ');

/** Every ask of every action, also those that the current policy does not use. */
export const everyKnownAsk: readonly Ask[] = everyAsk(Object.keys(actionTable) as ActionKind[], policy.action);
