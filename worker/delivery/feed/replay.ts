/** Replays: the provider has events sent again, from the first try on. */
import type { ReplayRequest, Replayed } from '#protocol/delivery/webhook.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Rows } from '../../retention/rows.ts';
import { requeue } from './deliveries.ts';
import { readEndpoint } from './endpoints.ts';

/** @throws Refusal webhook-unknown, webhook-disabled */
export function replay(
  rows: Rows,
  { id, request }: { readonly id: string; readonly request: ReplayRequest },
  nowMs: number,
): Replayed {
  if (!readEndpoint(rows, { id }, nowMs).active) throw new Refusal('webhook-disabled');
  const { numbers, unknown } = wanted(rows, id, request);
  for (const n of numbers) requeue(rows, id, n, nowMs);
  return { replayed: numbers.length, unknown };
}

/** @returns numbers of the events, and ids of those that the feed does not have */
function wanted(rows: Rows, endpoint: string, request: ReplayRequest): { numbers: number[]; unknown: string[] } {
  if ('events' in request) {
    const found = [...new Set(request.events)].map((id) => ({
      id,
      n: rows.run<{ n: number }>('select n from events where id = ?', id)[0]?.n,
    }));
    return {
      numbers: found.flatMap(({ n }) => n ?? []).toSorted((one, other) => one - other),
      unknown: found.flatMap(({ id, n }) => (n === undefined ? [id] : [])),
    };
  }
  const found =
    'after' in request
      ? rows.run<{ n: number }>('select n from events where n > ? order by n', request.after)
      : rows.run<{ n: number }>(`select n from deliveries where endpoint = ? and state = 'dead' order by n`, endpoint);
  return { numbers: found.map(({ n }) => n), unknown: [] };
}
