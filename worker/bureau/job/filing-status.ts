/**
 * Asks the bureau whether something is filed. The question changes nothing, so it needs no lease and may run beside the account's own
 * work; what becomes of it does not stop the account. A stopped account does not ask: its credentials may be wrong, and each further
 * try with them may lock them.
 */
import type { DocumentStatusQuery, DomainStatusQuery, FilingStatus } from '#protocol/case/filing-status.ts';
import type { MinistryCode } from '#protocol/case/submission.ts';
import { limits } from '#protocol/limits.ts';
import { ownValue } from '#protocol/own.ts';
import { Refusal, type RefusalCode } from '#protocol/refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { meaningOf } from './meaning.ts';
import { ownAccount } from './own-account.ts';
import type { AccountWork } from './worker.ts';

/** 查询条件类型 of a domain; those of documents are the ids of their types. */
const byDomain = 0;

/** @throws Refusal account-unknown, account-stopped, bureau-unanswered, bureau-refused; the last three with the cause in `faults` */
export async function filingStatus(
  { accounts, bureaus, bureauOf, now }: Pick<AccountWork, 'accounts' | 'bureaus' | 'bureauOf' | 'now'>,
  tenant: Tenant,
  query: DomainStatusQuery | DocumentStatusQuery,
): Promise<FilingStatus> {
  const account = ownAccount(tenant, query.account);
  const config = ownValue(bureaus, account);
  if (!config) throw new Refusal('account-unknown');
  const { state, cause } = await accounts.overview(account, {}, now());
  if (state === 'stopped') throw refusal('account-stopped', cause!);

  const bureau = bureauOf({ ...config, timeoutMs: Math.min(config.timeoutMs, limits.bureau.statusMs) });
  const answer =
    'domain' in query
      ? await bureau.status(byDomain, query.domain)
      : await bureau.status(query.document.typeId, query.document.number);
  if (answer.kind !== 'answered') throw refusal('bureau-unanswered', meaningOf(answer));
  if (answer.code !== 0) throw refusal('bureau-refused', meaningOf(answer));
  if (!answer.value) throw refusal('bureau-unanswered', meaningOf({ kind: 'unknown', why: 'no status in the answer' }));
  return { account, ...answer.value, atMs: now() };
}

/** @param cause of the account's or the bureau's; its stable name is the fault's code, and the ministry's number stands beside it */
const refusal = (
  code: Extract<RefusalCode, 'account-stopped' | 'bureau-unanswered' | 'bureau-refused'>,
  { cause, code: ministryCode, text, remedy }: MinistryCode,
): Refusal =>
  new Refusal(code, {
    faults: [{ code: cause, ministryCode, ...(text !== undefined && { text }), remedy }],
    ...(remedy === 'wait' && { retryAfterMs: limits.bureau.statusAgainMs }),
  });
