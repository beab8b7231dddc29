import { Refusal } from '#protocol/refusal.ts';
import type { Feeds } from '../../delivery/feeds.ts';
import { sessionPrefix } from '../../capture/blob-keys.ts';
import type { Blobs } from '../../capture/blobs.ts';
import type { Sessions } from '../../session/sessions.ts';
import { casePrefix } from '../blob-keys.ts';
import type { CaseIndex, Cases } from '../cases.ts';
import type { CaseCaller } from '../command/command.ts';
import { withdrawnEvent } from '../outbox.ts';
import type { LiveCase } from '../state.ts';
import { byVerifier } from './by-verifier.ts';
import { tellFeed } from './tell-feed.ts';

export interface Withdrawer {
  readonly cases: Cases;
  readonly sessions: Sessions;
  readonly caseIndex: CaseIndex;
  readonly blobs: Blobs;
  readonly feeds: Pick<Feeds, 'append'>;
  readonly now: () => number;
}

/**
 * Deletes everything about the persons of a case. The case decides first, in one step, so that a hand-over comes before it or not at
 * all. Withdrawing again finishes what was left undone.
 *
 * @throws Refusal case-handed-over
 */
export async function withdrawCase(
  withdrawer: Withdrawer,
  id: string,
  by: Extract<CaseCaller, { readonly tenant: string }>,
): Promise<void> {
  const { cases, now } = withdrawer;
  const state = await cases.run(id, 'begin-withdrawal', { by }, now()).catch(unless('case-withdrawn'));
  if (state) return finishWithdrawal(withdrawer, state);
  // As far as an earlier request has come, and the check that the case is the tenant's.
  await cases.run(id, 'withdraw', { by }, now());
  await deleteOutside(withdrawer, { id, tenant: by.tenant });
}

/** Goes on with a withdrawal that has begun. The sessions go first, because only the case knows them. */
export async function finishWithdrawal(withdrawer: Withdrawer, state: LiveCase): Promise<void> {
  const { cases, sessions, blobs, now } = withdrawer;
  const { id, tenant } = state;
  await tellFeed(withdrawer, state);
  for (const session of state.sessions) {
    const gone = await sessions
      .run(session.id, 'withdraw', { by: { tenant } }, now())
      .then(() => true, unless('session-unknown'));
    if (gone) await blobs.deleteAll(sessionPrefix(session.id));
  }
  await cases.run(id, 'withdraw', { by: byVerifier }, now());
  await deleteOutside(withdrawer, state);
}

async function deleteOutside(
  { caseIndex, blobs, feeds, now }: Withdrawer,
  { id, tenant }: { readonly id: string; readonly tenant: string },
): Promise<void> {
  await caseIndex.remove(id);
  await blobs.deleteAll(casePrefix(id));
  await feeds.append(tenant, [withdrawnEvent(id, now())], now());
}

/** Takes one refusal for an answer without a value. */
const unless =
  (code: Refusal['code']) =>
  (error: unknown): undefined => {
    if (!(error instanceof Refusal && error.code === code)) throw error;
  };
