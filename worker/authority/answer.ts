/** From a database's codes to answers. */
import { ownValue } from '#protocol/own.ts';
import type { ComparedFact, ComparisonResult, Outcome } from '#protocol/case/comparison.ts';
import type { Answer } from './authority.ts';

export type Billed = ComparisonResult['billed'];

/** What one code means. */
export interface Meaning {
  readonly outcome: Outcome;
  /** As the database's price list says; `possibly` where it says nothing. */
  readonly billed: Billed;
  readonly wrong?: readonly ComparedFact[];
}

/** Every documented code of a database. A code that says that all agrees is in no table: the connector's own check decides that. */
export type CodeTable = Readonly<Record<string, Meaning>>;

/** Facts beside the meaning. */
export type Details = Pick<Answer, 'requestId' | 'score' | 'threshold' | 'unitStatus' | 'retryAfterMs'>;

/**
 * The answer that a code stands for. A code that no table has counts as if the database had not answered, because nobody knows
 * what it means; the result says so, and a person decides.
 */
export function answerOf(code: string, tables: readonly CodeTable[], details: Details = {}): Answer {
  for (const table of tables) {
    const meaning = ownValue(table, code);
    if (meaning) return toAnswer(code, meaning, details);
  }
  return { ...toAnswer(code, { outcome: 'source-down', billed: 'possibly' }, details), undocumented: true };
}

export const toAnswer = (code: string, { outcome, billed, wrong }: Meaning, details: Details = {}): Answer => ({
  outcome,
  code,
  billed,
  ...(wrong && { wrong: [...wrong] }),
  ...defined(details),
});

/** The connector refuses the question, and sends nothing. */
export const refused = (code: string): Answer => ({ outcome: 'invalid-input', code, billed: 'no' });

/** Details that the database did not give are left out. */
const defined = (details: Details): Details =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));

/** Rows of a table that have the same meaning. */
export const rows = (meaning: Meaning, ...codes: readonly string[]): CodeTable =>
  Object.fromEntries(codes.map((code) => [code, meaning]));
