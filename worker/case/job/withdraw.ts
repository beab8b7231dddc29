import { Refusal } from '#protocol/refusal.ts';
import type { Feeds } from '../../delivery/feeds.ts';
import { sessionPrefix } from '../../capture/blob-keys.ts';
import type { Blobs } from '../../capture/blobs.ts';
import type { Sessions } from '../../session/sessions.ts';
import { casePrefix } from '../blob-keys.ts';
import type { CaseIndex, Cases } from '../cases.ts';
import type { CaseCaller } from '../command/command.ts';
import { requireNotHandedOver } from '../command/guard.ts';
import { withdrawnEvent } from '../outbox.ts';
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
 * Deletes everything about the persons of a case: its sessions first, because only the case knows them. Withdrawing again
 * finishes what was left undone.
 *
 * @throws Refusal case-handed-over
 */
export async function withdrawCase(
  withdrawer: Withdrawer,
  id: string,
  by: Extract<CaseCaller, { readonly tenant: string }>,
): Promise<void> {
  const { cases, sessions, caseIndex, blobs, feeds, now } = withdrawer;
  const { tenant } = by;
  const known = await cases.run(id, 'read', { by }, now()).catch(unless('case-withdrawn'));
  if (known) {
    // Before the sessions are gone.
    requireNotHandedOver(known);
    await tellFeed(withdrawer, known);
  }
  for (const session of known?.sessions ?? []) {
    const gone = await sessions
      .run(session.id, 'withdraw', { by: { tenant } }, now())
      .then(() => true, unless('session-unknown'));
    if (gone) await blobs.deleteAll(sessionPrefix(session.id));
  }
  await cases.run(id, 'withdraw', { by }, now());
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
