/** Tries: who sends claims what is due, for the time of a lease, and settles what became of it. */
import type { FeedEvent } from '#protocol/delivery/event.ts';
import type { DeliveryFailure } from '#protocol/delivery/webhook.ts';
import { limits } from '#protocol/limits.ts';
import type { Rows } from '../../retention/rows.ts';
import { longestDelayMs, pauseMs } from './back-off.ts';
import { giveUp } from './deliveries.ts';
import { disable, recover, targetOf, type Target } from './endpoints.ts';
import { eventOf, type EventRow } from './events.ts';

/** A delivery that may be tried once, until its lease ends. */
export interface Claimed extends Target {
  readonly endpoint: string;
  readonly event: FeedEvent;
  /** Which try it is, since the event arrived or was replayed. */
  readonly tries: number;
  /** Names this try. */
  readonly claim: number;
}

/** What became of a try. */
export type Outcome =
  | { readonly kind: 'delivered'; readonly status: number }
  | {
      readonly kind: 'failed';
      readonly failure: DeliveryFailure;
      readonly status?: number;
      /** When the endpoint wants to be asked again. */
      readonly retryAfterMs?: number;
    }
  /** The endpoint wants nothing any more: 410. */
  | { readonly kind: 'gone'; readonly status: number };

const { atOnce, leaseMs, pause, triedForMs } = limits.delivery;

/**
 * Claims up to `most` deliveries that are due, of each endpoint in turn, so that none holds up another. An endpoint that fails gets
 * one at a time, after a pause. A claim whose lease has ended is due again: who sent it has ended.
 */
export function claim(rows: Rows, { most }: { readonly most: number }, nowMs: number): Claimed[] {
  const queues = rows
    .run<{ id: string; failures: number }>(
      `select id, failures from endpoints where disabled_because is null
       and (paused_until_ms is null or paused_until_ms <= ? or paused_until_ms > ?)`,
      nowMs,
      nowMs + pause.mostMs,
    )
    .map(({ id, failures }) => ({ id, due: dueOf(rows, id, roomOf(rows, id, failures, nowMs), nowMs) }));
  const inTurn = Array.from({ length: atOnce.perEndpoint }, (_, turn) =>
    queues.flatMap(({ id, due }) => (due[turn] === undefined ? [] : [{ id, n: due[turn] }])),
  ).flat();
  return inTurn.slice(0, Math.max(0, most)).map(({ id, n }) => claimOne(rows, id, n, nowMs));
}

/** How many more of an endpoint's deliveries may be tried at once. */
function roomOf(rows: Rows, endpoint: string, failures: number, nowMs: number): number {
  const [{ underWay }] = rows.run<{ underWay: number }>(
    `select count(*) as underWay from deliveries
     where endpoint = ? and lease_until_ms is not null and lease_until_ms > ? and lease_until_ms <= ?`,
    endpoint,
    nowMs,
    nowMs + leaseMs,
  ) as [{ underWay: number }];
  return Math.max(0, (failures > 0 ? 1 : atOnce.perEndpoint) - underWay);
}

/** The `n` of what is due, oldest first. What would be due later than any delay allows is from a clock that went back. */
function dueOf(rows: Rows, endpoint: string, most: number, nowMs: number): number[] {
  const find = (condition: '<=' | '>', atMs: number) =>
    rows.run<{ n: number }>(
      `select n from deliveries where endpoint = ? and state = 'due' and due_at_ms ${condition} ?
       order by due_at_ms, n limit ?`,
      endpoint,
      atMs,
      most,
    );
  return [...find('<=', nowMs), ...find('>', nowMs + longestDelayMs)].slice(0, most).map(({ n }) => n);
}

function claimOne(rows: Rows, endpoint: string, n: number, nowMs: number): Claimed {
  const [tried] = rows.run<{ tries: number; claim: number }>(
    `update deliveries set tries = tries + 1, claim = claim + 1, due_at_ms = ?, lease_until_ms = ?, tried_at_ms = ?
     where endpoint = ? and n = ? returning tries, claim`,
    nowMs + leaseMs,
    nowMs + leaseMs,
    nowMs,
    endpoint,
    n,
  );
  const [row] = rows.run<EventRow>('select n, id, type, at_ms, data from events where n = ?', n);
  return { endpoint, event: eventOf(row!), ...tried!, ...targetOf(rows, { id: endpoint }, nowMs) };
}

export interface Settlement {
  readonly endpoint: string;
  readonly n: number;
  readonly claim: number;
  readonly outcome: Outcome;
  /** From now to the next try, if there is one. */
  readonly delayMs: number;
}

type ClaimedRow = { readonly since_ms: number };

/**
 * Notes what became of a try. Of a try that somebody else has claimed meanwhile, of a delivery that was replayed, and of an endpoint
 * that was deleted, it notes nothing.
 */
export function settle(rows: Rows, { endpoint, n, claim: name, outcome, delayMs }: Settlement, nowMs: number): void {
  const [delivery] = rows.run<ClaimedRow>(
    `select since_ms from deliveries where endpoint = ? and n = ? and claim = ? and lease_until_ms is not null`,
    endpoint,
    n,
    name,
  );
  if (!delivery) return;
  const status = outcome.status ?? null;
  const failure = outcome.kind === 'failed' ? outcome.failure : null;
  rows.run(
    'update deliveries set lease_until_ms = null, status = ?, failure = ? where endpoint = ? and n = ?',
    status,
    failure,
    endpoint,
    n,
  );
  const become = (state: 'delivered' | 'dead') =>
    rows.run('update deliveries set state = ? where endpoint = ? and n = ?', state, endpoint, n);
  switch (outcome.kind) {
    case 'delivered':
      become('delivered');
      return answered(rows, endpoint, nowMs);
    case 'gone':
      become('dead');
      return disable(rows, endpoint, 'gone');
    case 'failed': {
      const againMs = Math.max(delayMs, Math.min(outcome.retryAfterMs ?? 0, longestDelayMs));
      if (nowMs + againMs > delivery.since_ms + triedForMs) become('dead');
      else rows.run('update deliveries set due_at_ms = ? where endpoint = ? and n = ?', nowMs + againMs, endpoint, n);
      failed(rows, endpoint, outcome.retryAfterMs ?? 0, nowMs);
    }
  }
}

/** After several failures in a row, everything that waits is sent now; before, each delivery keeps its own time. */
function answered(rows: Rows, endpoint: string, nowMs: number): void {
  const [{ failures }] = rows.run<{ failures: number }>('select failures from endpoints where id = ?', endpoint) as [
    { failures: number },
  ];
  if (failures >= pause.afterFailures) recover(rows, endpoint, nowMs);
  else if (failures > 0) rows.run('update endpoints set failures = 0, failing_since_ms = null where id = ?', endpoint);
}

/** An endpoint that fails is left alone for a while. What has waited for it too long is given up. */
function failed(rows: Rows, endpoint: string, retryAfterMs: number, nowMs: number): void {
  const [{ failures }] = rows.run<{ failures: number }>(
    `update endpoints set failures = failures + 1, failing_since_ms = coalesce(failing_since_ms, ?) where id = ?
     returning failures`,
    nowMs,
    endpoint,
  ) as [{ failures: number }];
  const pausedMs = Math.min(pause.mostMs, Math.max(pauseMs(failures), retryAfterMs));
  if (pausedMs > 0) rows.run('update endpoints set paused_until_ms = ? where id = ?', nowMs + pausedMs, endpoint);
  if (failures >= pause.afterFailures) giveUp(rows, endpoint, nowMs - triedForMs);
}
