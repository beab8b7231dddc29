import type { LiveCase } from '../state.ts';
import { done, type By, type Command } from './command.ts';

export interface NoteDeliveredArgs extends By {
  /** Of events. */
  readonly ids: readonly string[];
}

/** The tenant's feed has these events. */
export const noteDelivered: Command<NoteDeliveredArgs, LiveCase> = {
  isRepeatable: true,
  prolongsNothing: true,
  isOfWithdrawal: true,

  onLive(state, { ids }) {
    const outbox = state.outbox.filter(({ id }) => !ids.includes(id));
    return done(outbox.length === state.outbox.length ? state : { ...state, outbox });
  },
};
