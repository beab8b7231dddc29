/** Every action by its kind. */
import type { Action, ActionKind, ActionPolicy, Ask, Movement } from './action.ts';
import { blink } from './blink.ts';
import { nod } from './nod.ts';
import { openMouth } from './open-mouth.ts';
import { turnHead } from './turn-head.ts';

export const actionTable: { readonly [K in ActionKind]: Action<K> } = {
  blink,
  'turn-head': turnHead,
  nod,
  'open-mouth': openMouth,
};

/** The action that an ask is for. */
export const actionOf = <K extends ActionKind>(ask: Ask<K>): Action<K> => actionTable[ask.kind];

/** The movement that an ask requires. */
export const movementOf = (ask: Ask): Movement => actionOf(ask).movement(ask);

/** Every ask of these kinds. */
export const everyAsk = (kinds: readonly ActionKind[], policy: ActionPolicy): Ask[] =>
  kinds.flatMap((kind): readonly Ask[] => actionTable[kind].asks(policy));
