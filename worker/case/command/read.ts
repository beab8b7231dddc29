import { Refusal } from '#protocol/refusal.ts';
import type { LiveCase } from '../state.ts';
import { done, type By, type Command } from './command.ts';

export const read: Command<By, LiveCase> = {
  isRepeatable: true,
  isFilers: true,
  isOfWithdrawal: true,

  /** Only the verifier, who finishes the withdrawal, reads a case that is being withdrawn. */
  onLive(state, { by }) {
    if (state.withdrawing && !('verifier' in by)) throw new Refusal('case-withdrawn');
    return done(state);
  },
};
