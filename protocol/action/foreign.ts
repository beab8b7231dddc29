import type { ActionPolicy, Ask, Movement, WindowSamples } from './action.ts';
import { actionOf, actionTable, movementOf } from './table.ts';

/** Deliberate movements that a window did not ask for. Blinks are natural, so they are never among them. */
export function foreignActions(window: WindowSamples, ask: Ask, { foreign }: ActionPolicy): Movement[] {
  const bounds = actionOf(ask).widened?.(foreign) ?? foreign;
  return Object.values(actionTable)
    .flatMap((action) => action.deliberate(window, bounds))
    .filter((movement) => movement !== movementOf(ask));
}
