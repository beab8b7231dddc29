/** What a round says to the bureau: its record as the interface carries it, and the pictures that go with it. */
import { checkRecord } from '#protocol/filing/check-record.ts';
import { profileFor } from '#protocol/filing/profile.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { Refusal } from '#protocol/refusal.ts';
import { byVerifier } from '../../case/job/by-verifier.ts';
import { readFiling } from '../../case/job/filing.ts';
import type { LiveCase } from '../../case/state.ts';
import type { FiledRound } from '../account/files.ts';
import type { FiledRecord } from '../account/match.ts';
import type { QueuedRound } from '../account/queue.ts';
import { carry, type Carried } from '../v3/carried.ts';
import type { UploadRecord } from '../v3/write.ts';
import { attachmentsOf } from './attachments-of.ts';
import { ownTrouble } from './meaning.ts';
import { Unwritable } from './unwritable.ts';
import type { Worker } from './worker.ts';

export interface Gathered {
  readonly records: readonly UploadRecord[];
  /** How results name the round. */
  readonly named: Pick<FiledRound, 'business' | 'about'>;
}

/** @returns undefined if the case is gone, or has gone on without this round @throws Unwritable */
export async function gather(worker: Worker, queued: QueuedRound): Promise<Gathered | undefined> {
  const state = await readCase(worker, queued);
  if (!state) return undefined;
  const record = await readFiling(worker.work, { id: state.id, recordDigest: queued.recordDigest });
  await requireCodes(worker, record);
  const { carried, faults } = carry(record);
  const [fault] = faults;
  if (fault) throw new Unwritable(ownTrouble('interface-lacks', 'correct', `${fault.path}: ${fault.code}`));
  const attachments = await attachmentsOf(worker, state, carried);
  return {
    records: carried.map((message, n) => ({
      key: `${state.id}-${n}`,
      carried: message,
      attachments: attachments[n]!,
    })),
    named: { business: record.business, about: carried.flatMap(aboutOf) },
  };
}

async function readCase(
  { work }: Worker,
  { case: id, round, recordDigest }: QueuedRound,
): Promise<LiveCase | undefined> {
  try {
    const state = await work.cases.run(id, 'read', { by: byVerifier }, work.now());
    const newest = state.submissions.at(-1);
    const isWaiting = state.state === 'submitted' && newest?.round === round && newest.recordDigest === recordDigest;
    return isWaiting ? state : undefined;
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'case-withdrawn' || error.code === 'case-unknown'))
      return undefined;
    throw error;
  }
}

/** The bureau's tables may have lost a code since the hand-over. @throws Unwritable */
async function requireCodes({ work, account }: Worker, record: FilingRecord): Promise<void> {
  const { tables } = await work.accounts.codeTables(account, {}, work.now());
  const { faults } = checkRecord(record, { codeTables: tables, profile: profileFor(record), nowMs: work.now() });
  const lost = faults.filter(({ code }) => code === 'code-unknown').map(({ path }) => path);
  if (lost.length > 0) throw new Unwritable(ownTrouble('code-withdrawn', 'correct', lost.join(', ')));
}

function aboutOf(carried: Carried): FiledRecord[] {
  if (carried.business === 'new-filing') return [];
  const byNumber = { kind: 'filing-number', filingNumber: carried.filingNumber } as const;
  return carried.business === 'change'
    ? [byNumber, { kind: 'ministry-id', ministryId: carried.organiserId }]
    : [byNumber];
}
