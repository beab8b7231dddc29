import type { Ask } from '#protocol/action/action.ts';

/** One ask of each kind and direction: what somebody may do by mistake, or on purpose, in place of what is asked. */
export const movements: readonly Ask[] = [
  { kind: 'blink', count: 3 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'turn-head', direction: 'right' },
  { kind: 'nod' },
  { kind: 'open-mouth' },
];
