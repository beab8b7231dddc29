/** The books of the simulated bureau: what it received, what it answers, and what is filed. */
import type { Rows } from '../../retention/rows.ts';

const tables = [
  /** A file that was taken. `digest`: SHA-256 of the ZIP, base64url. `fault`: why none of its records was read. */
  `create table if not exists uploads (
     sequence integer primary key, name text not null, at_ms integer not null, digest text not null, bytes integer not null,
     fault integer)`,
  /** Long contents in parts, because a row of a Durable Object has at most 2 MB. */
  `create table if not exists parts (
     owner text not null, n integer not null, bytes blob not null, primary key (owner, n)) without rowid`,
  /**
   * An entry of an upload, with its way through the bureau (stage.ts). `own_key`: the numbers by which the sender knows it.
   * `codes`: of the technical check, JSON. `notice_ms`: when these are told, null once they are. `due_ms`: when the next thing happens.
   */
  `create table if not exists records (
     id integer primary key, sequence integer not null, kind text not null, own_key text not null, title text not null,
     stage text not null, codes text not null, notice_ms integer, due_ms integer, verdict integer, opinion text)`,
  `create index if not exists records_of_upload on records (sequence)`,
  `create index if not exists records_due on records (due_ms)`,
  `create index if not exists records_by_key on records (own_key)`,
  `create table if not exists attachments (
     record integer not null, n integer not null, purpose integer not null, format integer not null,
     owner_kind integer not null, owner text not null,
     primary key (record, n)) without rowid`,
  /** Short messages to persons in charge. */
  `create table if not exists messages (
     id integer primary key, record integer not null, name text not null, mobile text not null, document text not null,
     code text not null, sent_ms integer not null, until_ms integer not null, answered_ms integer)`,
  `create index if not exists messages_of_record on messages (record)`,
  `create index if not exists messages_by_code on messages (code)`,
  /** Files for download, in their order. */
  `create table if not exists downloads (
     n integer primary key, name text not null, kind text not null, at_ms integer not null, results integer not null,
     served integer not null default 0, acknowledged_ms integer, again integer not null default 0)`,
  /** What is filed. The filings themselves are in `parts`. */
  `create table if not exists organisers (id integer primary key, number text unique not null, record integer not null)`,
  `create table if not exists services (id integer primary key, organiser integer not null, number text unique not null)`,
  /** Documents and domains that a record has, while it is under way and when it is filed. */
  `create table if not exists claims (
     what text not null, value text not null, record integer not null, primary key (what, value, record)) without rowid`,
  `create index if not exists claims_of_record on claims (record)`,
  `create table if not exists counters (name text primary key, value integer not null) without rowid`,
  /** Faults that the next calls show. \`times\`: how many more. */
  `create table if not exists faults (name text primary key, times integer not null)`,
  `create table if not exists settings (delay_ms integer not null, answers_itself integer not null)`,
  /** What the simulated authority databases were asked. */
  `create table if not exists questions (id integer primary key, question text not null)`,
];

export function prepareTables(rows: Rows): void {
  for (const table of tables) rows.run(table);
}

/** The next number of a kind, from 1. */
export function nextNumber(rows: Rows, name: string): number {
  return addTo(rows, name, 1);
}

export function addTo(rows: Rows, name: string, amount: number): number {
  const [counter] = rows.run<{ value: number }>(
    `insert into counters (name, value) values (?, ?)
     on conflict (name) do update set value = value + excluded.value returning value`,
    name,
    amount,
  );
  return counter!.value;
}

export const counted = (rows: Rows, name: string): number =>
  rows.run<{ value: number }>('select value from counters where name = ?', name)[0]?.value ?? 0;
