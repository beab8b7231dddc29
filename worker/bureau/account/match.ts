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

/** What a result says of the round that it means. */
export interface Meant {
  readonly business: string;
  readonly keys: readonly AnswerKey[];
  /** When the bureau wrote it; absent where it says no time. */
  readonly atMs?: number;
}

/** How far the bureau's clock may be behind. Convention. */
const clockMs = 60_000;

/** @returns undefined if no round, or more than one, can be meant */
export function roundOf(rows: Rows, { business, keys, atMs = Infinity }: Meant): RoundName | undefined {
  for (const key of keys) {
    const all = 'number' in key ? byNumber(rows, business, key) : byRecord(rows, business, key);
    const before = all.filter(({ sentAtMs }) => sentAtMs <= atMs + clockMs);
    const known = before.length > 0 ? before : all;
    const [newest, ...others] = 'number' in key ? known : waitingOf(known);
    if (newest && others.every((other) => other.case === newest.case))
      return { case: newest.case, round: newest.round };
  }
  return undefined;
}

type Candidate = { readonly case: string; readonly round: number; readonly stage: string; readonly sentAtMs: number };

/** Rounds that the bureau may have. It cannot answer one whose file it certainly has not taken. */
const candidates = `select rounds.case_id as "case", rounds.round, stage, coalesce(sent_at_ms, 0) as sentAtMs
  from rounds join files on files.n = rounds.file`;
const isPossible = `(stage in ('sent', 'answered') or (stage = 'filed' and state = 'sending'))`;

/** The rounds of the case that the number belongs to, newest first. */
function byNumber(rows: Rows, business: string, { kind, number }: Extract<AnswerKey, { number: number }>): Candidate[] {
  const part = partOf(rows, kind, number);
  if (!part) return [];
  return rows.run<Candidate>(
    `${candidates} where rounds.case_id = ? and business = ? and ${isPossible} order by rounds.round desc`,
    part.case,
    business,
  );
}

/** The rounds that are about the record, newest first. */
const byRecord = (rows: Rows, business: string, key: FiledRecord): Candidate[] =>
  rows.run<Candidate>(
    `${candidates} join subjects on rounds.case_id = subjects.case_id and rounds.round = subjects.round
     where name = ? and business = ? and ${isPossible} order by rounds.n desc`,
    nameOf(key),
    business,
  );

/** Those that wait for an answer; where none waits, all. */
function waitingOf(rounds: readonly Candidate[]): readonly Candidate[] {
  const waiting = rounds.filter(({ stage }) => stage !== 'answered');
  return waiting.length > 0 ? waiting : rounds;
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
