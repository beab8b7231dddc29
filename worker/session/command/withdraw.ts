import { stateVersion } from '../state.ts';
import { sweepMs } from '../wake.ts';
import type { Caller, Command } from './command.ts';

/** Forget the person. Whoever withdrew may do so again, should the deletion of the blobs have failed. */
export const withdraw: Command<{ readonly by: Caller }, undefined> = {
  onLive: ({ id, tenant, createdAtMs, expiresAtMs, deleteAtMs }, _args, { nowMs }) => ({
    state: {
      v: stateVersion,
      kind: 'withdrawn',
      id,
      tenant,
      createdAtMs,
      expiresAtMs,
      deleteAtMs,
      sweepAtMs: nowMs + sweepMs,
    },
    answer: undefined,
  }),

  onWithdrawn: (session) => ({ state: session, answer: undefined }),
};
