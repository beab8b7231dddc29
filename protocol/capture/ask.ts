/** From a window to the ask in it. */
import type { Window } from './challenge.ts';
import type { Ask } from '../action/action.ts';

/** What a disclosed window asks. */
export function askOf(window: Window): Ask {
  switch (window.kind) {
    case 'blink':
      return { kind: 'blink', count: window.count };
    case 'turn-head':
      return { kind: 'turn-head', direction: window.direction };
    default:
      return { kind: window.kind };
  }
}
