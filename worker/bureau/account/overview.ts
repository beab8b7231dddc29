/** The account for its provider. */
import type { BureauAccountSummary, BureauAccountView } from '#protocol/case/bureau-account.ts';
import { limits } from '#protocol/limits.ts';
import type { Rows } from '../../retention/rows.ts';
import { readCodeTables } from './code-tables.ts';
import { openFile } from './files.ts';
import { readState, type AccountState } from './state.ts';

export function overview(rows: Rows, nowMs: number): BureauAccountView {
  const account = readState(rows);
  const isWaiting = account.retryAtMs > nowMs && openFile(rows);
  return {
    name: account.name,
    ...conditionOf(account),
    queued: count(rows, `select count(*) as n from rounds where stage = 'queued'`),
    nextSequence: account.nextSequence,
    ...(account.polledAtMs !== undefined && { polledAtMs: account.polledAtMs }),
    ...(isWaiting && { retryAtMs: account.retryAtMs }),
    downloads: { ...(account.pollFailing && { trouble: account.pollFailing }), nextAtMs: account.pollAtMs },
    files: filesOf(rows),
    unmatched: unmatchedOf(rows),
    setAside: rows.run<{ case: string; round: number; cause: string }>(
      `select case_id as "case", round, trouble as cause from rounds
       where stage = 'queued' and not_before_ms > ? and trouble is not null order by n limit ?`,
      nowMs,
      limits.bureau.listed,
    ),
    codeTables: readCodeTables(rows).atMs,
    tellings: count(rows, 'select count(*) as n from tellings'),
  };
}

/** The line of the account in the list. */
export const summaryOf = ({
  name,
  state,
  cause,
  sinceMs,
  queued,
  nextSequence,
  polledAtMs,
}: BureauAccountView): BureauAccountSummary => ({
  name,
  state,
  ...(cause && { cause }),
  ...(sinceMs !== undefined && { sinceMs }),
  queued,
  nextSequence,
  ...(polledAtMs !== undefined && { polledAtMs }),
});

type Condition = Pick<BureauAccountView, 'state' | 'cause' | 'sinceMs'>;

function conditionOf({ stopped, failures, failing, failingSinceMs }: AccountState): Condition {
  if (stopped) {
    const { atMs, ...cause } = stopped;
    return { state: 'stopped', cause, sinceMs: atMs };
  }
  if (failures === 0 || !failing) return { state: 'ready' };
  return { state: 'failing', cause: failing, ...(failingSinceMs !== undefined && { sinceMs: failingSinceMs }) };
}

const count = (rows: Rows, sql: string): number => rows.run<{ n: number }>(sql)[0]!.n;

/** The row without what it does not have. */
const known = <T extends object>(row: T): { [K in keyof T]: Exclude<T[K], null> } =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as {
    [K in keyof T]: Exclude<T[K], null>;
  };

const filesOf = (rows: Rows): BureauAccountView['files'] =>
  rows
    .run<{ n: number; state: BureauAccountView['files'][number]['state']; tries: number; composedAtMs: number }>(
      `select n, state, sequence, digest, records, bytes, tries, code, composed_at_ms as composedAtMs,
         sent_at_ms as sentAtMs, taken_at_ms as takenAtMs from files order by n desc limit ?`,
      limits.bureau.listed,
    )
    .map(known);

const unmatchedOf = (rows: Rows): BureauAccountView['unmatched'] =>
  rows
    .run<{ n: number; cause: string; facts: string; atMs: number; download: string | null }>(
      `select unmatched.n, cause, facts, at_ms as atMs, file_name as download from unmatched
       left join downloads on downloads.n = unmatched.download order by unmatched.n desc limit ?`,
      limits.bureau.listed,
    )
    .map(({ facts, download, ...row }) => ({
      ...row,
      facts: JSON.parse(facts) as Record<string, unknown>,
      ...(download !== null && { download }),
    }));
