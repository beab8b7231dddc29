import type { Ask } from '#protocol/action/action.ts';

/** One ask of each kind and direction: the movements that a player may make instead of the one that is asked. */
export const movements: readonly Ask[] = [
  { kind: 'blink', count: 3 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'turn-head', direction: 'right' },
  { kind: 'nod' },
  { kind: 'open-mouth' },
];
