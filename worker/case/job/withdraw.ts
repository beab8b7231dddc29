import { Refusal } from '#protocol/refusal.ts';
import { sessionPrefix } from '../../capture/blob-keys.ts';
import type { Blobs } from '../../capture/blobs.ts';
import type { Sessions } from '../../session/sessions.ts';
import { casePrefix } from '../blob-keys.ts';
import type { CaseIndex, Cases } from '../cases.ts';
import type { CaseCaller } from '../command/command.ts';

export interface Withdrawer {
  readonly cases: Cases;
  readonly sessions: Sessions;
  readonly caseIndex: CaseIndex;
  readonly blobs: Blobs;
  readonly now: () => number;
}

/**
 * Deletes everything about the persons of a case: its sessions first, because only the case knows them. Withdrawing again
 * finishes what was left undone.
 */
export async function withdrawCase(
  { cases, sessions, caseIndex, blobs, now }: Withdrawer,
  id: string,
  by: CaseCaller,
): Promise<void> {
  const known = await cases.run(id, 'read', { by }, now()).catch(unless('case-withdrawn'));
  for (const session of known?.sessions ?? []) {
    const gone = await sessions
      .run(session.id, 'withdraw', { by: { tenant: known!.tenant } }, now())
      .then(() => true, unless('session-unknown'));
    if (gone) await blobs.deleteAll(sessionPrefix(session.id));
  }
  await cases.run(id, 'withdraw', { by }, now());
  await caseIndex.remove(id);
  await blobs.deleteAll(casePrefix(id));
}

/** Takes one refusal for an answer without a value. */
const unless =
  (code: Refusal['code']) =>
  (error: unknown): undefined => {
    if (!(error instanceof Refusal && error.code === code)) throw error;
  };
