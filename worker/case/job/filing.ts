/** The record of a case: a blob, because it may hold the files of approvals. */
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import { checkRecord, type CheckedRecord } from '#protocol/filing/check-record.ts';
import { profileFor } from '#protocol/filing/profile.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Blobs } from '../../capture/blobs.ts';
import { filingKey } from '../blob-keys.ts';
import type { Cases } from '../cases.ts';
import { byVerifier } from './by-verifier.ts';
import type { LiveCase } from '../state.ts';

/** A record without faults. @throws Refusal filing-invalid, with every fault by its path */
export function admitFiling(
  filing: unknown,
  nowMs: number,
): { readonly record: FilingRecord; readonly warnings: CheckedRecord['warnings'] } {
  const profile = profileFor(filing);
  const { record, faults, warnings } = checkRecord(filing, { codeTables: seedCodeTables, profile, nowMs });
  if (!record) throw new Refusal('filing-invalid', { faults });
  return { record, warnings };
}

export const storeFiling = (
  { blobs }: { readonly blobs: Blobs },
  id: string,
  recordDigest: string,
  record: FilingRecord,
): Promise<void> => blobs.put(filingKey(id, recordDigest), JSON.stringify(record));

/**
 * The record as the state has it.
 *
 * @throws Refusal case-withdrawn if the case was withdrawn since the state was read; Error if the record is missing, since a case is
 *   known only after its record is stored
 */
export async function readFiling(
  { blobs, cases, now }: { readonly blobs: Pick<Blobs, 'get'>; readonly cases: Cases; readonly now: () => number },
  { id, recordDigest }: Pick<LiveCase, 'id' | 'recordDigest'>,
): Promise<FilingRecord> {
  const stored = await blobs.get(filingKey(id, recordDigest));
  if (!stored) {
    await cases.run(id, 'read', { by: byVerifier }, now());
    throw new Error('the case’s record is missing');
  }
  return JSON.parse(new TextDecoder().decode(stored)) as FilingRecord;
}
