import { Refusal } from '#protocol/refusal.ts';
import { mostSendings } from '../question.ts';
import type { LiveCase } from '../state.ts';
import { done, type By, type Command } from './command.ts';

export interface SendAgainArgs extends By {
  readonly digest: string;
  readonly untilMs: number;
}

/** A question whose outcome is unknown is about to be sent a second time. Whoever took it late is refused, and sends nothing. */
export const sendAgain: Command<SendAgainArgs, LiveCase> = {
  prolongsNothing: true,

  onLive(state, { digest, untilMs }) {
    const asked = state.questions.find((each) => each.digest === digest);
    if (asked?.stage !== 'asked' || asked.sent >= mostSendings) throw new Refusal('case-closed');
    const again = { ...asked, sent: asked.sent + 1, untilMs };
    return done({ ...state, questions: state.questions.map((each) => (each === asked ? again : each)) });
  },
};
