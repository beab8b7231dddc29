/** Extracts the ask from a window. */
import type { Ask } from '../action/action.ts';
import type { Window } from './challenge.ts';

/** What a disclosed window asks: its payload without the fields that every window has. */
export function askOf({ challenge: _c, n: _n, windowMs: _ms, runningHash: _hash, ...ask }: Window): Ask {
  return ask;
}
