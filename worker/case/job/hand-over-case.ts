/** Hands a case over to the ministry: record and forms go to the bureau account of the record's province. */
import { checkRecord } from '#protocol/filing/check-record.ts';
import { profileFor } from '#protocol/filing/profile.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { Refusal } from '#protocol/refusal.ts';
import { accountFor } from '../../bureau/account/choose.ts';
import { carry } from '../../bureau/v3/carried.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { digestOf } from '../../trust/digest.ts';
import type { CaseCaller } from '../command/command.ts';
import { admitHandOver } from '../command/hand-over.ts';
import { isRepeated } from '../idempotency.ts';
import type { LiveCase } from '../state.ts';
import { readFiling } from './filing.ts';
import { indexed } from './index-line.ts';
import type { CaseWork } from './parts.ts';
import { resumeLater } from './resume.ts';

export interface HandingOver {
  readonly by: CaseCaller;
  readonly tenant: Tenant;
  readonly idempotencyKey: string | undefined;
}

/** @throws Refusal bureau-missing; code-withdrawn and filing-invalid, each with every fault by its path; and as the command does */
export async function handOverCase(
  work: CaseWork,
  id: string,
  { by, tenant, idempotencyKey }: HandingOver,
): Promise<LiveCase> {
  const { cases, bureaus, now } = work;
  const state = await cases.run(id, 'read', { by }, now());
  const { recordDigest, provinceId } = state;
  const idempotency =
    idempotencyKey === undefined ? undefined : { key: idempotencyKey, digest: digestOf(`hand-over ${recordDigest}`) };
  if (isRepeated(state, idempotency)) return state;
  admitHandOver(state);
  const account = accountFor(tenant.bureaus ?? [], provinceId, bureaus);
  if (account === undefined) throw new Refusal('bureau-missing');
  await admitRecord(work, account, await readFiling(work, state));
  const args = { by, recordDigest, account, ...(idempotency && { idempotency }) };
  const handed = await indexed(work, await cases.run(id, 'hand-over', args, now()));
  resumeLater(work, id);
  return handed;
}

/**
 * The record was checked when it was put. Since then the bureau may have sent other code tables, a document may have expired, and
 * what the interface cannot carry was no fault until now.
 */
async function admitRecord({ accounts, now }: CaseWork, account: string, record: FilingRecord): Promise<void> {
  const nowMs = now();
  const { tables: codeTables } = await accounts.codeTables(account, {}, nowMs);
  const { faults } = checkRecord(record, { codeTables, profile: profileFor(record), nowMs });
  const withdrawn = faults.filter(({ code }) => code === 'code-unknown');
  if (withdrawn.length > 0) throw new Refusal('code-withdrawn', { faults: withdrawn });
  const all = [...faults, ...carry(record).faults];
  if (all.length > 0) throw new Refusal('filing-invalid', { faults: all });
}
