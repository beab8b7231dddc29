/** The events of a feed: appended once each, numbered without gaps, kept for a while. */
import type { DeliveryEvent, EventPage, EventType, FeedEvent } from '#protocol/delivery/event.ts';
import { limits } from '#protocol/limits.ts';
import type { Rows } from '../../retention/rows.ts';
import { enqueue } from './deliveries.ts';

export type EventRow = {
  readonly n: number;
  readonly id: string;
  readonly type: string;
  readonly at_ms: number;
  readonly data: string;
};

/** Appends those whose ids the feed does not have, and puts them into the queue of each endpoint that wants them. */
export function append(rows: Rows, { events }: { readonly events: readonly DeliveryEvent[] }, nowMs: number): void {
  for (const { id, type, atMs, data } of events) {
    if (rows.run('select n from events where id = ?', id).length > 0) continue;
    const [{ n }] = rows.run<{ n: number }>(
      'insert into events (id, type, at_ms, data, received_at_ms) values (?, ?, ?, ?, ?) returning n',
      id,
      type,
      atMs,
      JSON.stringify(data),
      nowMs,
    ) as [{ n: number }];
    enqueue(rows, { n, type }, nowMs);
  }
}

export function page(rows: Rows, { after, limit }: { readonly after: number; readonly limit: number }): EventPage {
  const events = rows
    .run<EventRow>('select n, id, type, at_ms, data from events where n > ? order by n limit ?', after, limit)
    .map(eventOf);
  const oldest = oldestOf(rows)?.n;
  return { events, last: events.at(-1)?.n ?? after, ...(oldest !== undefined && { oldest }) };
}

export const eventOf = ({ n, id, type, at_ms: atMs, data }: EventRow): FeedEvent => ({
  n,
  id,
  // What is stored was an event when it was appended.
  type: type as EventType,
  atMs,
  data: JSON.parse(data) as FeedEvent['data'],
});

const oldestOf = (rows: Rows) =>
  rows.run<{ n: number; receivedAtMs: number }>(
    'select n, received_at_ms as receivedAtMs from events order by n limit 1',
  )[0];

/**
 * Deletes the oldest events, up to the first one that is still kept: an event that a wrong clock dated back goes only when
 * those before it go.
 */
export function prune(rows: Rows, nowMs: number): void {
  const beforeMs = nowMs - limits.delivery.keptMs;
  const kept = rows.run<{ n: number }>('select n from events where received_at_ms > ? order by n limit 1', beforeMs)[0];
  const end = kept?.n ?? Infinity;
  if ((oldestOf(rows)?.n ?? end) >= end) return;
  const below = Number.isFinite(end) ? end : Number.MAX_SAFE_INTEGER;
  rows.run('delete from events where n < ?', below);
  rows.run('delete from deliveries where n < ?', below);
}

/** When the oldest event is to be deleted; undefined if there is none. */
export function pruneAtMs(rows: Rows): number | undefined {
  const oldest = oldestOf(rows);
  return oldest && oldest.receivedAtMs + limits.delivery.keptMs;
}
