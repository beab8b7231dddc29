/** Whose a result is. The bureau names a round by a number of ours, by a filing number, or by an id of its own. */
import type { Rows } from '../../retention/rows.ts';
import type { Numbered } from '../v3/numbers.ts';
import { partOf } from './numbers.ts';
import type { RoundName } from './queue.ts';

/** A name by which a result may mean a round. */
export type AnswerKey =
  | { readonly kind: Extract<Numbered, 'organiser' | 'service' | 'access'>; readonly number: number }
  | { readonly kind: 'filing-number'; readonly filingNumber: string }
  | { readonly kind: 'ministry-id'; readonly ministryId: number };

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
function byRecord(rows: Rows, business: string, key: Exclude<AnswerKey, { number: number }>): RoundName | undefined {
  const [column, value] =
    key.kind === 'filing-number' ? ['filing_number', key.filingNumber] : ['ministry_id', key.ministryId];
  const all = rows.run<{ case: string; round: number; stage: string }>(
    `select case_id as "case", round, stage from rounds
     where ${column} = ? and business = ? and stage in ('filed', 'sent', 'answered') order by n desc`,
    value!,
    business,
  );
  const waiting = all.filter(({ stage }) => stage !== 'answered');
  const meant = waiting.length > 0 ? waiting : all;
  const [newest] = meant;
  if (!newest || meant.some((other) => other.case !== newest.case)) return undefined;
  return { case: newest.case, round: newest.round };
}
