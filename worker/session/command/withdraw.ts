import type { Binding } from '../../consent/binding.ts';
import { withdrawnSession } from '../state.ts';
import { sweepMs } from '../../retention/wake.ts';
import type { Caller, Command } from './command.ts';

/**
 * Removes everything about the person from the state, and answers what the session was bound to. If the deletion of the blobs
 * failed, the caller may withdraw again.
 */
export const withdraw: Command<{ readonly by: Caller }, Binding | undefined> = {
  isRepeatable: true,

  onLive: (session, _args, { nowMs }) => ({ state: withdrawnSession(session, nowMs + sweepMs), answer: session.bound }),

  onWithdrawn: (session) => ({ state: session, answer: undefined }),
};
