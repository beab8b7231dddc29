import { approvalOf } from '../approval.ts';
import type { LiveCase } from '../state.ts';
import type { By, Command } from './command.ts';

export interface TakeFormsArgs extends By {
  /** From when on whoever took them counts as gone. */
  readonly untilMs: number;
}

export interface TakeFormsAnswer {
  /** Whether the caller makes the forms. */
  readonly taken: boolean;
  readonly state: LiveCase;
}

/** Somebody is about to make the forms of the approval. Alarm and job may ring at once, and drawing forms is heavy work. */
export const takeForms: Command<TakeFormsArgs, TakeFormsAnswer> = {
  prolongsNothing: true,

  onLive(state, { untilMs }, nowMs) {
    const approval = approvalOf(state)?.signature?.value;
    if (approval === undefined) return answer(state, false);
    const { making } = state;
    if (making?.approval === approval && nowMs < making.untilMs) return answer(state, false);
    return answer({ ...state, making: { approval, untilMs } }, true);
  },
};

const answer = (state: LiveCase, taken: boolean) => ({
  state,
  answer: (stored: object): TakeFormsAnswer => ({ taken, state: stored as LiveCase }),
});
