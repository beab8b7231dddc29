import type { ActionPolicy, Ask, Movement, WindowSamples } from './action.ts';
import { actionTable, movementOf } from './table.ts';

/** Deliberate movements that a window did not ask for. Blinks are natural, so they are never among them. */
export const foreignActions = (window: WindowSamples, ask: Ask, policy: ActionPolicy): Movement[] =>
  Object.values(actionTable)
    .flatMap((action) => action.deliberate(window, policy.foreign[ask.kind], policy))
    .filter((movement) => movement !== movementOf(ask));
