/** The tables of a bureau account. They have ids, codes, digests and times: nothing about a person. */
import type { Rows } from '../../retention/rows.ts';

/** Rises when a table changes. The database stores the version that it has. */
const accountVersion = 2;

/** The last number of each kind. It only rises, so that no number is given out twice, also where the rows of older ones are gone. */
const counters = `create table counters (
  kind text primary key,
  last integer not null
) strict, without rowid`;

/** Refusals of whole files, as long as several files may be meant. */
const refusals = `create table refusals (
  n integer primary key autoincrement,
  digest text not null,
  place integer not null,
  at_ms integer not null
) strict`;

const tellingsByCase = 'create index tellings_by_case on tellings (case_id, n)';

const statements = [
  // The account itself: one row.
  `create table account (
    id integer primary key check (id = 1),
    version integer not null,
    name text not null,
    next_sequence integer not null,
    stopped text,
    failures integer not null default 0,
    failing_since_ms integer,
    failing text,
    retry_at_ms integer not null default 0,
    poll_at_ms integer not null default 0,
    polled_at_ms integer,
    poll_failures integer not null default 0,
    poll_failing text,
    lease_holder text,
    lease_until_ms integer not null default 0,
    batch_records integer,
    batch_bytes integer,
    events integer not null default 0
  ) strict`,
  // Rounds of cases, in the order in which they came.
  `create table rounds (
    n integer primary key autoincrement,
    case_id text not null,
    round integer not null,
    record_digest text not null,
    stage text not null,
    file integer,
    queued_at_ms integer not null,
    not_before_ms integer not null default 0,
    trouble text,
    business text,
    heard integer not null default 0,
    unique (case_id, round)
  ) strict`,
  'create index rounds_by_stage on rounds (stage, n)',
  // What is filed already and a round is about: a filing number, or an id of the ministry's.
  `create table subjects (
    name text not null,
    case_id text not null,
    round integer not null,
    primary key (name, case_id, round)
  ) strict, without rowid`,
  // A number is given out once and stays that of its part.
  `create table numbers (
    kind text not null,
    number integer not null,
    case_id text not null,
    part text not null,
    primary key (kind, number),
    unique (kind, case_id, part)
  ) strict, without rowid`,
  counters,
  // Files for the bureau. `sequence` is set when the file is sent.
  `create table files (
    n integer primary key autoincrement,
    state text not null,
    sequence integer,
    digest text,
    bytes integer,
    records integer,
    tries integer not null default 0,
    code integer,
    composed_at_ms integer not null,
    sent_at_ms integer,
    taken_at_ms integer,
    delete_at_ms integer
  ) strict`,
  // Sequences are the bureau's: one that begins anew gives out those of deleted files again.
  `create unique index files_by_sequence on files (sequence) where sequence is not null and state <> 'deleted'`,
  'create index files_by_state on files (state)',
  `create table downloads (
    n integer primary key autoincrement,
    file_name text not null,
    digest text not null,
    state text not null,
    received_at_ms integer not null,
    served integer not null default 1,
    delete_at_ms integer not null,
    unique (file_name, digest)
  ) strict`,
  // What cases and feeds are not told yet, in order.
  `create table tellings (
    n integer primary key autoincrement,
    case_id text,
    round integer,
    body text not null,
    at_ms integer not null,
    due_at_ms integer not null default 0,
    failures integer not null default 0
  ) strict`,
  tellingsByCase,
  // What the bureau said and belongs to no case: an operator looks at it.
  `create table unmatched (
    n integer primary key autoincrement,
    download integer,
    cause text not null,
    facts text not null,
    at_ms integer not null
  ) strict`,
  refusals,
  `create table code_tables (
    name text primary key,
    codes text not null,
    at_ms integer not null
  ) strict, without rowid`,
];

/** Makes an account of version 1 one of version 2. */
const fromVersion1 = [
  'alter table account drop column tell_at_ms',
  'alter table account drop column tell_failures',
  'alter table tellings add column due_at_ms integer not null default 0',
  'alter table tellings add column failures integer not null default 0',
  tellingsByCase,
  'alter table rounds add column heard integer not null default 0',
  `update rounds set heard = 1 where stage = 'answered'`,
  refusals,
  counters,
  'insert into counters (kind, last) select kind, max(number) from numbers group by kind',
  'update account set version = 2',
];

/** Makes the tables where there are none, or renews older ones. @throws RangeError for tables of a version that this program does not know */
export function prepareAccount(rows: Rows, name: string): void {
  const [existing] = rows.run<{ name: string }>(
    `select name from sqlite_master where type = 'table' and name = 'account'`,
  );
  if (existing) {
    const [account] = rows.run<{ version: number }>('select version from account');
    if (account?.version === accountVersion) return;
    if (account?.version !== 1) throw new RangeError(`an account of version ${String(account?.version)}`);
    return rows.atomic(() => {
      for (const statement of fromVersion1) rows.run(statement);
    });
  }
  rows.atomic(() => {
    for (const statement of statements) rows.run(statement);
    rows.run('insert into account (id, version, name, next_sequence) values (1, ?, ?, 1)', accountVersion, name);
  });
}
