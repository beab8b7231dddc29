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

/** The oldest tellings. */
export const tellingsDue = (rows: Rows, limit: number): Telling[] =>
  rows
    .run<{ n: number; case_id: string | null; round: number | null; body: string; at_ms: number }>(
      'select * from tellings order by n limit ?',
      limit,
    )
    .map(({ n, case_id: id, round, body, at_ms: atMs }) => ({
      n,
      ...(id !== null && { case: id }),
      ...(round !== null && { round }),
      atMs,
      body: JSON.parse(body) as TellingBody,
    }));

/** Those have been told. */
export function forgetTellings(rows: Rows, ns: readonly number[]): void {
  for (const n of ns) rows.run('delete from tellings where n = ?', n);
  if (ns.length > 0) patchState(rows, { tell_at_ms: 0, tell_failures: 0 });
}

/** Somebody could not be told. @param chance from 0 to 1 */
export function tellingFailed(rows: Rows, { chance }: { readonly chance: number }, nowMs: number): void {
  const { tellFailures } = readState(rows);
  patchState(rows, { tell_failures: tellFailures + 1, tell_at_ms: nowMs + backOffMs(tellFailures, chance) });
}
