import { limits } from '#protocol/limits.ts';
import { approvalOf, isMaking } from '../approval.ts';
import type { LiveCase } from '../state.ts';
import type { By, Command } from './command.ts';

export interface TakeFormsAnswer {
  /** Whether the caller makes the forms. */
  readonly taken: boolean;
  readonly state: LiveCase;
}

/** Somebody is about to make the forms of the approval. Alarm and job may ring at once, and drawing forms is heavy work. */
export const takeForms: Command<By, TakeFormsAnswer> = {
  prolongsNothing: true,

  onLive(state, _, nowMs) {
    const approval = approvalOf(state)?.signature?.value;
    if (approval === undefined) return answer(state, false);
    if (isMaking(state, nowMs)) return answer(state, false);
    // Whoever takes them counts as gone after this time.
    const untilMs = nowMs + limits.case.formsMs + state.services.length * limits.case.formMs;
    return answer({ ...state, making: { approval, untilMs } }, true);
  },
};

const answer = (state: LiveCase, taken: boolean) => ({
  state,
  answer: (stored: object): TakeFormsAnswer => ({ taken, state: stored as LiveCase }),
});
