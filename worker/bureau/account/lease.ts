/** Who works for the account. A killed worker's lease ends by itself, so that another one can go on. */
import type { Rows } from '../../retention/rows.ts';
import { patchState, readState } from './state.ts';

/** Another worker has the account now: this one stops without a trace. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** The worker, and until when nobody else may work. */
export interface Held {
  readonly holder: string;
  readonly leaseUntilMs: number;
}

/** @returns whether the worker has the account */
export function takeLease(rows: Rows, { holder, leaseUntilMs }: Held, nowMs: number): boolean {
  const { lease } = readState(rows);
  if (lease.holder !== undefined && lease.holder !== holder && nowMs < lease.untilMs) return false;
  patchState(rows, { lease_holder: holder, lease_until_ms: leaseUntilMs });
  return true;
}

/** Every step of a worker prolongs its lease. @throws LeaseLost */
export function requireLease(rows: Rows, { holder, leaseUntilMs }: Held): void {
  const { lease } = readState(rows);
  // A lease that has run out is still its holder's, as long as nobody else took it.
  if (lease.holder !== holder) throw new LeaseLost();
  patchState(rows, { lease_until_ms: Math.max(lease.untilMs, leaseUntilMs) });
}

export function endLease(rows: Rows, { holder }: Pick<Held, 'holder'>): void {
  if (readState(rows).lease.holder === holder) patchState(rows, { lease_holder: null, lease_until_ms: 0 });
}
