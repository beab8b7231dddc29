import type { ActionPolicy, Ask, Movement, WindowSamples } from './action.ts';
import { answerAsk } from './answer.ts';
import { actionOf, movementOf } from './table.ts';

/**
 * The movement that a window shows in place of the one it asked for, if it is that one with left and right swapped: the person
 * took one side for the other, or the camera mirrors its picture. It is no answer; it only explains why there is none.
 *
 * @returns undefined if the window was answered, or not with the swapped movement either
 */
export function mirroredAnswer(window: WindowSamples, ask: Ask, policy: ActionPolicy): Movement | undefined {
  const swapped = actionOf(ask).mirrored?.(ask);
  if (!swapped || answerAsk(window, ask, policy).done || !answerAsk(window, swapped, policy).done) return undefined;
  return movementOf(swapped);
}
