import { roundToQueue } from '../rounds.ts';
import type { LiveCase } from '../state.ts';
import { byVerifier } from './by-verifier.ts';
import type { CaseWork } from './parts.ts';

/** Puts the round into the account's queue. Wherever this ends, it can be begun again: the account knows the round. */
export async function queueRound({ accounts, jobs, cases, now, log }: CaseWork, state: LiveCase): Promise<LiveCase> {
  const toQueue = roundToQueue(state);
  if (!toQueue) return state;
  const { account, round, recordDigest } = toQueue;
  await accounts.enqueue(account, { case: state.id, round, recordDigest }, now());
  const queued = await cases.run(state.id, 'note-queued', { by: byVerifier, round }, now());
  // The account also wakes by itself.
  await jobs
    .send({ kind: 'account', id: account })
    .catch((error: unknown) => log({ level: 'error', error: `job not sent: ${String(error)}` }));
  return queued;
}
