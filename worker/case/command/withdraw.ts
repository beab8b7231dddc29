import { withdrawnCase } from '../state.ts';
import { sweepMs } from '../../retention/wake.ts';
import { silent, type By, type Command } from './command.ts';
import { requireNotHandedOver } from './guard.ts';

/** Removes everything about persons from the state. If the deletion of the blobs failed, the caller may withdraw again. */
export const withdraw: Command<By, undefined> = {
  isRepeatable: true,
  isOfWithdrawal: true,

  onLive(state, _args, nowMs) {
    requireNotHandedOver(state);
    return silent(withdrawnCase(state, nowMs + sweepMs));
  },

  onWithdrawn: (state) => silent(state),
};
