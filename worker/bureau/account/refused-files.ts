/**
 * Files that the bureau refused as a whole: it names no record, and no file either. Of the files that it may mean, one whose records it
 * has said anything about was not refused. As soon as no other file is left, the refusal is the answer to each of its rounds; nothing is
 * guessed before.
 */
import type { Rows } from '../../retention/rows.ts';
import { tellCase } from './tellings.ts';

/** A refusal by its place in a download. */
export interface FileRefusal {
  readonly digest: string;
  readonly place: number;
}

export function noteFileRefusal(rows: Rows, { digest, place }: FileRefusal, nowMs: number): void {
  rows.run('insert into refusals (digest, place, at_ms) values (?, ?, ?)', digest, place, nowMs);
}

/** Gives the refusals to the files that they certainly mean. */
export function settleFileRefusals(rows: Rows, nowMs: number): void {
  const pending = rows.run<{ n: number; digest: string; place: number; atMs: number }>(
    'select n, digest, place, at_ms as atMs from refusals order by n',
  );
  let waiting: (typeof pending)[number][] = [];
  for (const refusal of pending) {
    waiting.push(refusal);
    // What an earlier refusal may mean, a later one may mean too: so many refusals are of so many files.
    const files = possibleFiles(rows, refusal.atMs);
    if (files.length > waiting.length) continue;
    for (const [k, file] of files.entries()) refuseFile(rows, file, waiting[k]!, nowMs);
    for (const { n } of waiting) rows.run('delete from refusals where n = ?', n);
    waiting = [];
  }
}

/** Files that the bureau has, or may have, and has said nothing about. */
const possibleFiles = (rows: Rows, atMs: number): number[] =>
  rows
    .run<{ n: number }>(
      `select n from files where (taken_at_ms is not null or state = 'sending') and sent_at_ms <= ?
         and exists (select 1 from rounds where file = files.n and stage in ('filed', 'sent'))
         and not exists (select 1 from rounds where file = files.n and heard = 1)
       order by sequence`,
      atMs,
    )
    .map(({ n }) => n);

function refuseFile(rows: Rows, file: number, { digest, place }: FileRefusal, nowMs: number): void {
  const rounds = rows.run<{ case: string; round: number }>(
    `update rounds set stage = 'answered', heard = 1 where file = ? and stage in ('filed', 'sent')
     returning case_id as "case", round`,
    file,
  );
  for (const round of rounds) tellCase(rows, round, { kind: 'result', download: digest, places: [place] }, nowMs);
}
