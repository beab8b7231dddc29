/** The webhook endpoints of a feed, and their secrets. */
import type { EventType } from '#protocol/delivery/event.ts';
import type {
  ChangeWebhook,
  CreateWebhook,
  DisabledCause,
  Webhook,
  WebhookSecret,
} from '#protocol/delivery/webhook.ts';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Rows } from '../../retention/rows.ts';
import { bringForward, countOf, deleteDeliveries, giveUp } from './deliveries.ts';

/** A secret as the feed keeps it. Who made it has the key (webhook/secret.ts). */
export interface SealedSecret {
  /** Names the request that made it: under the same name there is no second one. */
  readonly id: string;
  readonly sealed: Uint8Array;
}

/** An endpoint, and the secret that the request has made, or that it made when it was sent before. */
export interface WithSecret {
  readonly webhook: Webhook;
  readonly sealed?: Uint8Array;
}

/** An endpoint as something is sent to it. */
export interface Target {
  readonly url: string;
  /** Those that sign now, newest first. */
  readonly sealed: readonly Uint8Array[];
}

type EndpointRow = {
  readonly id: string;
  readonly request: string;
  readonly url: string;
  readonly types: string | null;
  readonly created_at_ms: number;
  readonly disabled_because: string | null;
  readonly failures: number;
  readonly failing_since_ms: number | null;
  readonly paused_until_ms: number | null;
};

/** @throws Refusal webhooks-exhausted; idempotency-mismatch if the id was used for another request */
export function createEndpoint(
  rows: Rows,
  { id, request, secret }: { readonly id: string; readonly request: CreateWebhook; readonly secret: SealedSecret },
  nowMs: number,
): WithSecret {
  const { url, types } = request;
  const asText = JSON.stringify([url, types?.toSorted()]);
  const [before] = rows.run<{ request: string }>('select request from endpoints where id = ?', id);
  if (before) {
    if (before.request !== asText) throw new Refusal('idempotency-mismatch');
    return withSecret(rows, id, secret.id, nowMs);
  }
  const [{ count }] = rows.run<{ count: number }>('select count(*) as count from endpoints') as [{ count: number }];
  if (count >= limits.delivery.endpoints) throw new Refusal('webhooks-exhausted');
  rows.run(
    'insert into endpoints (id, request, url, types, created_at_ms, failures) values (?, ?, ?, ?, ?, 0)',
    id,
    asText,
    url,
    types ? JSON.stringify(types) : null,
    nowMs,
  );
  insertSecret(rows, id, secret, nowMs);
  return withSecret(rows, id, secret.id, nowMs);
}

/** Oldest first. */
export const listEndpoints = (rows: Rows, _args: object, nowMs: number): Webhook[] =>
  rows.run<EndpointRow>('select * from endpoints order by created_at_ms, id').map((row) => viewOf(rows, row, nowMs));

/** @throws Refusal webhook-unknown */
export const readEndpoint = (rows: Rows, { id }: { readonly id: string }, nowMs: number): Webhook =>
  viewOf(rows, rowOf(rows, id), nowMs);

/** What is sent to another address, or to an endpoint that is enabled again, is not held back by what was before. */
export function changeEndpoint(
  rows: Rows,
  { id, change }: { readonly id: string; readonly change: ChangeWebhook },
  nowMs: number,
): Webhook {
  const { url, types, active } = change;
  const before = rowOf(rows, id);
  if (types) rows.run('update endpoints set types = ? where id = ?', JSON.stringify(types), id);
  if (url !== undefined && url !== before.url) {
    rows.run('update endpoints set url = ? where id = ?', url, id);
    recover(rows, id, nowMs);
  }
  if (active === true && before.disabled_because !== null) {
    rows.run('update endpoints set disabled_because = null where id = ?', id);
    recover(rows, id, nowMs);
  }
  if (active === false && before.disabled_because === null) disable(rows, id, 'provider');
  return readEndpoint(rows, { id }, nowMs);
}

/** One that is not there is deleted already. */
export function deleteEndpoint(rows: Rows, { id }: { readonly id: string }): void {
  rows.run('delete from endpoints where id = ?', id);
  rows.run('delete from secrets where endpoint = ?', id);
  deleteDeliveries(rows, id);
}

/** The new secret signs from now on, and the one before it for a while longer. An older one ends now, so that there are two at most. */
export function addSecret(
  rows: Rows,
  { id, secret }: { readonly id: string; readonly secret: SealedSecret },
  nowMs: number,
): WithSecret {
  rowOf(rows, id);
  const isRepeated = rows.run('select id from secrets where endpoint = ? and id = ?', id, secret.id).length > 0;
  if (!isRepeated) {
    rows.run('delete from secrets where endpoint = ? and until_ms is not null', id);
    rows.run('update secrets set until_ms = ? where endpoint = ?', nowMs + limits.delivery.secretOverlapMs, id);
    insertSecret(rows, id, secret, nowMs);
  }
  return withSecret(rows, id, secret.id, nowMs);
}

/** @throws Refusal webhook-unknown */
export const targetOf = (rows: Rows, { id }: { readonly id: string }, nowMs: number): Target => ({
  url: rowOf(rows, id).url,
  sealed: secretsOf(rows, id, nowMs).map(({ sealed }) => sealed),
});

/** Nothing is sent to it any more, and what waited is given up. */
export function disable(rows: Rows, id: string, because: DisabledCause): void {
  rows.run('update endpoints set disabled_because = ? where id = ?', because, id);
  giveUp(rows, id);
}

/** It has answered, or is another one now: its failures no longer count, and what waits is sent. */
export function recover(rows: Rows, id: string, nowMs: number): void {
  rows.run('update endpoints set failures = 0, failing_since_ms = null, paused_until_ms = null where id = ?', id);
  bringForward(rows, id, nowMs);
}

function viewOf(rows: Rows, row: EndpointRow, nowMs: number): Webhook {
  const pausedUntilMs = row.paused_until_ms ?? 0;
  return {
    id: row.id,
    url: row.url,
    ...(row.types !== null && { types: JSON.parse(row.types) as EventType[] }),
    createdAtMs: row.created_at_ms,
    active: row.disabled_because === null,
    ...(row.disabled_because !== null && { disabledBecause: row.disabled_because as DisabledCause }),
    failures: row.failures,
    ...(row.failing_since_ms !== null && { failingSinceMs: row.failing_since_ms }),
    ...(pausedUntilMs > nowMs && { pausedUntilMs }),
    secrets: secretsOf(rows, row.id, nowMs).map(({ created_at_ms: createdAtMs, until_ms: untilMs }): WebhookSecret => ({
      createdAtMs,
      ...(untilMs !== null && { untilMs }),
    })),
    due: countOf(rows, row.id, 'due'),
    dead: countOf(rows, row.id, 'dead'),
  };
}

function rowOf(rows: Rows, id: string): EndpointRow {
  const [row] = rows.run<EndpointRow>('select * from endpoints where id = ?', id);
  if (!row) throw new Refusal('webhook-unknown');
  return row;
}

type SecretRow = { readonly sealed: Uint8Array; readonly created_at_ms: number; readonly until_ms: number | null };

const secretsOf = (rows: Rows, endpoint: string, nowMs: number): SecretRow[] =>
  rows.run<SecretRow>(
    `select sealed, created_at_ms, until_ms from secrets where endpoint = ? and (until_ms is null or until_ms > ?)
     order by until_ms is not null`,
    endpoint,
    nowMs,
  );

const insertSecret = (rows: Rows, endpoint: string, { id, sealed }: SealedSecret, nowMs: number): unknown =>
  rows.run(
    'insert into secrets (endpoint, id, sealed, created_at_ms) values (?, ?, ?, ?)',
    endpoint,
    id,
    sealed,
    nowMs,
  );

function withSecret(rows: Rows, id: string, secret: string, nowMs: number): WithSecret {
  const [found] = rows.run<{ sealed: Uint8Array }>(
    'select sealed from secrets where endpoint = ? and id = ?',
    id,
    secret,
  );
  return { webhook: readEndpoint(rows, { id }, nowMs), ...(found && { sealed: found.sealed }) };
}
