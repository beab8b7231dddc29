/** The account's own row. */
import type { MinistryCode } from '#protocol/case/submission.ts';
import type { Rows } from '../../retention/rows.ts';

export interface AccountState {
  readonly name: string;
  /** `dataSequence` of the next file. */
  readonly nextSequence: number;
  /** Why nothing is sent until an operator lets it go on. */
  readonly stopped?: Stopped;
  /** Tries in a row that the bureau did not take, with their cause and begin. */
  readonly failures: number;
  readonly failing?: MinistryCode;
  readonly failingSinceMs?: number;
  /** Nothing is sent before this time. */
  readonly retryAtMs: number;
  /** When the account looks for downloads next, and when it last did so with success. */
  readonly pollAtMs: number;
  readonly polledAtMs?: number;
  readonly pollFailures: number;
  readonly pollFailing?: MinistryCode;
  readonly lease: { readonly holder?: string; readonly untilMs: number };
  /** What a file may have since the bureau called one too large. */
  readonly batchRecords?: number;
  readonly batchBytes?: number;
  /** Events so far. */
  readonly events: number;
}

export type Stopped = MinistryCode & { readonly atMs: number };

type Row = {
  name: string;
  next_sequence: number;
  stopped: string | null;
  failures: number;
  failing: string | null;
  failing_since_ms: number | null;
  retry_at_ms: number;
  poll_at_ms: number;
  polled_at_ms: number | null;
  poll_failures: number;
  poll_failing: string | null;
  lease_holder: string | null;
  lease_until_ms: number;
  batch_records: number | null;
  batch_bytes: number | null;
  events: number;
};

export function readState(rows: Rows): AccountState {
  const row = rows.run<Row>('select * from account')[0]!;
  return {
    name: row.name,
    nextSequence: row.next_sequence,
    ...(row.stopped !== null && { stopped: JSON.parse(row.stopped) as Stopped }),
    failures: row.failures,
    ...(row.failing !== null && { failing: JSON.parse(row.failing) as MinistryCode }),
    ...(row.failing_since_ms !== null && { failingSinceMs: row.failing_since_ms }),
    retryAtMs: row.retry_at_ms,
    pollAtMs: row.poll_at_ms,
    ...(row.polled_at_ms !== null && { polledAtMs: row.polled_at_ms }),
    pollFailures: row.poll_failures,
    ...(row.poll_failing !== null && { pollFailing: JSON.parse(row.poll_failing) as MinistryCode }),
    lease: { ...(row.lease_holder !== null && { holder: row.lease_holder }), untilMs: row.lease_until_ms },
    ...(row.batch_records !== null && { batchRecords: row.batch_records }),
    ...(row.batch_bytes !== null && { batchBytes: row.batch_bytes }),
    events: row.events,
  };
}

/** Sets columns of the account. */
export function patchState(rows: Rows, columns: Partial<Omit<Row, 'name'>>): void {
  const assignments = Object.keys(columns).map((name) => `${name} = ?`);
  rows.run(
    `update account set ${assignments.join(', ')}`,
    ...Object.values(columns).filter((value) => value !== undefined),
  );
}
