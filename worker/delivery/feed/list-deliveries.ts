import type { EventType } from '#protocol/delivery/event.ts';
import type { Delivery, DeliveryFailure, DeliveryPage, DeliveryState } from '#protocol/delivery/webhook.ts';
import type { Rows } from '../../retention/rows.ts';
import { readEndpoint } from './endpoints.ts';

type DeliveryRow = {
  readonly event: string;
  readonly n: number;
  readonly type: string;
  readonly state: string;
  readonly tries: number;
  readonly due_at_ms: number;
  readonly tried_at_ms: number | null;
  readonly status: number | null;
  readonly failure: string | null;
};

export interface DeliveryQuery {
  readonly id: string;
  readonly state?: DeliveryState | undefined;
  readonly after: number;
  readonly limit: number;
}

/** In the order of the events. @throws Refusal webhook-unknown */
export function listDeliveries(rows: Rows, { id, state, after, limit }: DeliveryQuery, nowMs: number): DeliveryPage {
  readEndpoint(rows, { id }, nowMs);
  const deliveries = rows
    .run<DeliveryRow>(
      `select e.id as event, d.n, e.type, d.state, d.tries, d.due_at_ms, d.tried_at_ms, d.status, d.failure
       from deliveries d join events e on e.n = d.n
       where d.endpoint = ? and d.n > ? ${state ? 'and d.state = ?' : ''} order by d.n limit ?`,
      id,
      after,
      ...(state ? [state] : []),
      limit,
    )
    .map(viewOf);
  return { deliveries, last: deliveries.at(-1)?.n ?? after };
}

const viewOf = ({ event, n, type, state, tries, due_at_ms: dueAtMs, tried_at_ms: triedAtMs, ...last }: DeliveryRow) =>
  ({
    event,
    n,
    type: type as EventType,
    state: state as DeliveryState,
    tries,
    ...(state === 'due' && { dueAtMs }),
    ...(triedAtMs !== null && { triedAtMs }),
    ...(last.status !== null && { status: last.status }),
    ...(last.failure !== null && { failure: last.failure as DeliveryFailure }),
  }) satisfies Delivery;
