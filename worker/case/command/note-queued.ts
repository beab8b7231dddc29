import { roundOf, withRound } from '../rounds.ts';
import type { LiveCase } from '../state.ts';
import { done, type By, type Command } from './command.ts';

export interface NoteQueuedArgs extends By {
  readonly round: number;
}

/** The account has the round in its queue, so the case need not tell it again. */
export const noteQueued: Command<NoteQueuedArgs, LiveCase> = {
  isRepeatable: true,
  prolongsNothing: true,

  onLive(state, { round }) {
    const submission = roundOf(state, round);
    return done(submission.enqueued ? state : withRound(state, { ...submission, enqueued: true }));
  },
};
