/** What each endpoint is still to be told: the rows of deliveries, one for each endpoint and event. */
import type { EventType } from '#protocol/delivery/event.ts';
import type { DeliveryState } from '#protocol/delivery/webhook.ts';
import type { Rows } from '../../retention/rows.ts';

/** Puts an event into the queue of each endpoint that wants it. */
export function enqueue(
  rows: Rows,
  { n, type }: { readonly n: number; readonly type: EventType },
  nowMs: number,
): void {
  const endpoints = rows.run<{ id: string; types: string | null }>(
    'select id, types from endpoints where disabled_because is null',
  );
  for (const { id, types } of endpoints) {
    if (types !== null && !(JSON.parse(types) as string[]).includes(type)) continue;
    requeue(rows, id, n, nowMs);
  }
}

/** Sends an event to an endpoint, or sends it again from the first try on. A try that is under way no longer counts. */
export const requeue = (rows: Rows, endpoint: string, n: number, nowMs: number): unknown =>
  rows.run(
    `insert into deliveries (endpoint, n, state, since_ms, tries, claim, due_at_ms) values (?, ?, 'due', ?, 0, 0, ?)
     on conflict (endpoint, n) do update set state = 'due', since_ms = excluded.since_ms, tries = 0, claim = claim + 1,
       due_at_ms = excluded.due_at_ms, lease_until_ms = null`,
    endpoint,
    n,
    nowMs,
    nowMs,
  );

/** Sends what waits for its next try now. What is being tried stays with who tries it. */
export const bringForward = (rows: Rows, endpoint: string, nowMs: number): unknown =>
  rows.run(
    `update deliveries set due_at_ms = ? where endpoint = ? and state = 'due' and due_at_ms > ? and lease_until_ms is null`,
    nowMs,
    endpoint,
    nowMs,
  );

/** Gives up what waits. @param sinceMs only what waits since then or earlier */
export const giveUp = (rows: Rows, endpoint: string, sinceMs = Number.MAX_SAFE_INTEGER): unknown =>
  rows.run(
    `update deliveries set state = 'dead', lease_until_ms = null where endpoint = ? and state = 'due' and since_ms <= ?`,
    endpoint,
    sinceMs,
  );

export const deleteDeliveries = (rows: Rows, endpoint: string): unknown =>
  rows.run('delete from deliveries where endpoint = ?', endpoint);

export const countOf = (rows: Rows, endpoint: string, state: DeliveryState): number =>
  rows.run<{ count: number }>(
    'select count(*) as count from deliveries where endpoint = ? and state = ?',
    endpoint,
    state,
  )[0]!.count;
