/** Whose a result is. The bureau names a round by a number of ours, by a filing number, or by an id of its own. */
import type { Rows } from '../../retention/rows.ts';
import type { Numbered } from '../v3/numbers.ts';
import { partOf } from './numbers.ts';
import type { RoundName } from './queue.ts';

/** Something that is filed already. */
export type FiledRecord =
  | { readonly kind: 'filing-number'; readonly filingNumber: string }
  | { readonly kind: 'ministry-id'; readonly ministryId: number };

/** A name by which a result may mean a round. */
export type AnswerKey =
  FiledRecord | { readonly kind: Extract<Numbered, 'organiser' | 'service' | 'access'>; readonly number: number };

/** @returns undefined if no round, or more than one, can be meant */
export function roundOf(rows: Rows, business: string, keys: readonly AnswerKey[]): RoundName | undefined {
  for (const key of keys) {
    const found = 'number' in key ? byNumber(rows, business, key) : byRecord(rows, business, key);
    if (found) return found;
  }
  return undefined;
}

/** The newest round of the case that the number belongs to. */
function byNumber(
  rows: Rows,
  business: string,
  { kind, number }: Extract<AnswerKey, { number: number }>,
): RoundName | undefined {
  const part = partOf(rows, kind, number);
  if (!part) return undefined;
  return rows.run<{ case: string; round: number }>(
    `select case_id as "case", round from rounds
     where case_id = ? and business = ? and stage in ('filed', 'sent', 'answered') order by round desc limit 1`,
    part.case,
    business,
  )[0];
}

/** The one round that waits for an answer; where none waits, the one case that had it. */
function byRecord(rows: Rows, business: string, key: FiledRecord): RoundName | undefined {
  const all = rows.run<{ case: string; round: number; stage: string }>(
    `select rounds.case_id as "case", rounds.round, stage from subjects
     join rounds on rounds.case_id = subjects.case_id and rounds.round = subjects.round
     where name = ? and business = ? and stage in ('filed', 'sent', 'answered') order by n desc`,
    nameOf(key),
    business,
  );
  const waiting = all.filter(({ stage }) => stage !== 'answered');
  const meant = waiting.length > 0 ? waiting : all;
  const [newest] = meant;
  if (!newest || meant.some((other) => other.case !== newest.case)) return undefined;
  return { case: newest.case, round: newest.round };
}

/** What a round is about, besides its own parts. */
export function noteSubjects(rows: Rows, { case: id, round }: RoundName, about: readonly FiledRecord[]): void {
  for (const record of about) {
    rows.run(
      'insert into subjects (name, case_id, round) values (?, ?, ?) on conflict do nothing',
      nameOf(record),
      id,
      round,
    );
  }
}

const nameOf = (record: FiledRecord): string =>
  record.kind === 'filing-number' ? `filing-number ${record.filingNumber}` : `ministry-id ${record.ministryId}`;
