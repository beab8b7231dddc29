import type { ActionPolicy, Answer, Ask, WindowSamples } from './action.ts';
import { actionOf } from './table.ts';

/** How a window's samples answer its ask. */
export const answerAsk = (window: WindowSamples, ask: Ask, policy: ActionPolicy): Answer =>
  actionOf(ask).answer(window, ask, policy);
