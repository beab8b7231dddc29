/** What cases and the tenant's feed have to be told. It is written in the same step as what it tells, so that it cannot be lost. */
import type { FilingNumbers, MinistryCode } from '#protocol/case/submission.ts';
import type { DeliveryEvent } from '#protocol/delivery/event.ts';
import type { Rows } from '../../retention/rows.ts';
import { backOffMs } from './back-off.ts';
import { patchState, readState } from './state.ts';

export type TellingBody =
  | { readonly kind: 'upload'; readonly sequence: number; readonly digest: string }
  | { readonly kind: 'trouble'; readonly trouble: MinistryCode }
  /** The words are in the download, which is encrypted. @param places of the answers in it */
  | { readonly kind: 'result'; readonly download: string; readonly places: readonly number[] }
  | { readonly kind: 'numbers'; readonly filingNumbers: FilingNumbers }
  | { readonly kind: 'event'; readonly event: DeliveryEvent };

export interface Telling {
  /** From 1. Those of one case are told in this order. */
  readonly n: number;
  /** Absent for the tenant's feed. */
  readonly case?: string;
  readonly round?: number;
  readonly atMs: number;
  readonly body: TellingBody;
}

export function tellCase(
  rows: Rows,
  { case: id, round }: { readonly case: string; readonly round: number },
  body: TellingBody,
  nowMs: number,
): void {
  rows.run(
    'insert into tellings (case_id, round, body, at_ms) values (?, ?, ?, ?)',
    id,
    round,
    JSON.stringify(body),
    nowMs,
  );
}

/** Puts an event about the account itself for its tenant's feed. */
export function tellFeed(
  rows: Rows,
  { type, cause }: { readonly type: DeliveryEvent['type']; readonly cause?: string },
  nowMs: number,
): void {
  const { name, events } = readState(rows);
  const n = events + 1;
  patchState(rows, { events: n });
  const data = { account: name, ...(cause !== undefined && { cause }) };
  const event: DeliveryEvent = { id: `account-${name}-${n}`, type, atMs: nowMs, data };
  rows.run('insert into tellings (body, at_ms) values (?, ?)', JSON.stringify({ kind: 'event', event }), nowMs);
}

/** The first of each case and of the feed. What comes after it waits until it is told, so that each hears in order. */
const isFirst = `not exists (
  select 1 from tellings as earlier where earlier.case_id is tellings.case_id and earlier.n < tellings.n)`;

/** The oldest tellings whose time has come, and what may be told after them. */
export const tellingsDue = (rows: Rows, limit: number, nowMs: number): Telling[] =>
  rows
    .run<{ n: number; case_id: string | null; round: number | null; body: string; at_ms: number }>(
      `select n, case_id, round, body, at_ms from tellings where not exists (
         select 1 from tellings as earlier
         where earlier.case_id is tellings.case_id and earlier.n <= tellings.n and earlier.due_at_ms > ?)
       order by n limit ?`,
      nowMs,
      limit,
    )
    .map(({ n, case_id: id, round, body, at_ms: atMs }) => ({
      n,
      ...(id !== null && { case: id }),
      ...(round !== null && { round }),
      atMs,
      body: JSON.parse(body) as TellingBody,
    }));

/** When something is to be told next; Infinity where there is nothing. */
export const tellingsAtMs = (rows: Rows): number =>
  rows.run<{ at: number | null }>(`select min(due_at_ms) as at from tellings where ${isFirst}`)[0]?.at ?? Infinity;

/** Those have been told. */
export function forgetTellings(rows: Rows, ns: readonly number[]): void {
  for (const n of ns) rows.run('delete from tellings where n = ?', n);
}

/** The case is not told troubles of the round that it has not heard of. */
export function forgetTroubles(
  rows: Rows,
  { case: id, round }: { readonly case: string; readonly round: number },
): void {
  rows.run(
    `delete from tellings where case_id = ? and round = ? and json_extract(body, '$.kind') = 'trouble'`,
    id,
    round,
  );
}

/** Its case, or the feed, could not be told: that is tried again later. Others do not wait for it. @param chance from 0 to 1 */
export function tellingFailed(
  rows: Rows,
  { n, chance }: { readonly n: number; readonly chance: number },
  nowMs: number,
): void {
  const [telling] = rows.run<{ failures: number }>('select failures from tellings where n = ?', n);
  if (!telling) return;
  rows.run(
    'update tellings set failures = failures + 1, due_at_ms = ? where n = ?',
    nowMs + backOffMs(telling.failures, chance),
    n,
  );
}

/** Everything that waits after a failure is told now. */
export function tellAtOnce(rows: Rows): void {
  rows.run('update tellings set due_at_ms = 0, failures = 0');
}
