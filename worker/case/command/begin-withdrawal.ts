import { sweepMs } from '../../retention/wake.ts';
import type { LiveCase } from '../state.ts';
import { done, type By, type Command } from './command.ts';
import { requireNotHandedOver } from './guard.ts';

/**
 * Decides that the case is withdrawn, before anything of it is deleted: from now on it cannot be handed over. The case has its sessions
 * until they are deleted too, and is withdrawn to everybody else.
 */
export const beginWithdrawal: Command<By, LiveCase> = {
  isRepeatable: true,
  prolongsNothing: true,
  isOfWithdrawal: true,

  onLive(state, _args, nowMs) {
    if (state.withdrawing) return done(state);
    requireNotHandedOver(state);
    return done({ ...state, withdrawing: { untilMs: nowMs + sweepMs } });
  },
};
