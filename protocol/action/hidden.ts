import type { ActionPolicy, Ask, Span, WindowSamples } from './action.ts';
import { actionOf } from './table.ts';

/** The time of a window in which what it asked for hid the face, if it did. */
export const hiddenSpan = (window: WindowSamples, ask: Ask, policy: ActionPolicy): Span | undefined =>
  actionOf(ask).hidden?.(window, ask, policy);
