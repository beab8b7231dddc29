import type { ActionPolicy, Answer, Ask, WindowSamples } from './action.ts';
import { answerBlink } from './blink.ts';
import { answerNod } from './nod.ts';
import { answerOpenMouth } from './open-mouth.ts';
import { answerTurnHead } from './turn-head.ts';

/** How a window's samples answer what it asked. */
export function answerAsk(window: WindowSamples, ask: Ask, policy: ActionPolicy): Answer {
  switch (ask.kind) {
    case 'blink':
      return answerBlink(window, ask.count, policy);
    case 'turn-head':
      return answerTurnHead(window, ask.direction, policy);
    case 'nod':
      return answerNod(window, policy);
    case 'open-mouth':
      return answerOpenMouth(window, policy);
  }
}
