/** The tables of one tenant's feed (docs/storage.md). */
import type { Rows } from '../../retention/rows.ts';

const statements = [
  // One row: whose feed it is, because an alarm does not say it.
  'create table if not exists feed (tenant text primary key) strict, without rowid',

  `create table if not exists events (
    n integer primary key autoincrement,
    id text not null unique,
    type text not null,
    at_ms integer not null,
    data text not null,
    received_at_ms integer not null
  ) strict`,

  // request: what it was created with, so that a repeated request is known. types: JSON, null for all.
  `create table if not exists endpoints (
    id text primary key,
    request text not null,
    url text not null,
    types text,
    created_at_ms integer not null,
    disabled_because text,
    failures integer not null,
    failing_since_ms integer,
    paused_until_ms integer
  ) strict`,

  // sealed: the secret, encrypted. until_ms: of the previous one, until when it also signs.
  `create table if not exists secrets (
    endpoint text not null,
    id text not null,
    sealed blob not null,
    created_at_ms integer not null,
    until_ms integer,
    primary key (endpoint, id)
  ) strict`,

  // claim: counts every try ever; a try is settled under the number with which it was claimed. While it runs, lease_until_ms is set,
  // and due_at_ms is the end of the lease.
  `create table if not exists deliveries (
    endpoint text not null,
    n integer not null,
    state text not null,
    since_ms integer not null,
    tries integer not null,
    claim integer not null,
    due_at_ms integer not null,
    lease_until_ms integer,
    tried_at_ms integer,
    status integer,
    failure text,
    primary key (endpoint, n)
  ) strict, without rowid`,
  'create index if not exists deliveries_due on deliveries (endpoint, state, due_at_ms, n)',
  'create index if not exists deliveries_leased on deliveries (endpoint, lease_until_ms) where lease_until_ms is not null',
];

export function createTables(rows: Rows): void {
  for (const statement of statements) rows.run(statement);
}
