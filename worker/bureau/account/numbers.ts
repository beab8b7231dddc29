/** Numbers of our side (IspZtid and its like). Given out in order, once, for good: the bureau knows the parts of a filing by them. */
import type { Rows } from '../../retention/rows.ts';
import type { Numbered, NumberedPart, Part } from '../v3/numbers.ts';

/** The parts' numbers, new ones where a part has none. @param firstNumber no new one is below it */
export function numberParts(rows: Rows, owner: string, parts: readonly Part[], firstNumber: number): NumberedPart[] {
  return parts.map(({ kind, id }) => ({
    kind,
    id,
    number: find(rows, owner, kind, id) ?? add(rows, owner, { kind, id }, firstNumber),
  }));
}

/** The parts of a case that have numbers. */
export const numbersOf = (rows: Rows, owner: string): NumberedPart[] =>
  rows.run<{ kind: Numbered; id: string; number: number }>(
    'select kind, part as id, number from numbers where case_id = ? order by kind, number',
    owner,
  );

/** The case and the part that a number of ours stands for. */
export const partOf = (
  rows: Rows,
  kind: Numbered,
  number: number,
): { readonly case: string; readonly part: string } | undefined =>
  rows.run<{ case: string; part: string }>(
    'select case_id as "case", part from numbers where kind = ? and number = ?',
    kind,
    number,
  )[0];

const find = (rows: Rows, owner: string, kind: Numbered, id: string): number | undefined =>
  rows.run<{ number: number }>(
    'select number from numbers where kind = ? and case_id = ? and part = ?',
    kind,
    owner,
    id,
  )[0]?.number;

function add(rows: Rows, owner: string, { kind, id }: Part, firstNumber: number): number {
  const number = rows.run<{ last: number }>(
    `insert into counters (kind, last) values (?1, ?2)
     on conflict do update set last = max(last + 1, ?2) returning last`,
    kind,
    firstNumber,
  )[0]!.last;
  rows.run('insert into numbers (kind, number, case_id, part) values (?, ?, ?, ?)', kind, number, owner, id);
  return number;
}
