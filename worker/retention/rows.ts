/** A small database of one object: synchronous, so that nothing happens between two statements. SQLite's SQL. */

export type Value = string | number | Uint8Array | null;

export interface Rows {
  /** @returns the rows of a query; nothing for other statements */
  run<Row extends Record<string, Value>>(sql: string, ...values: readonly Value[]): Row[];
  /** All statements of `act`, or none of them if it throws. */
  atomic<T>(act: () => T): T;
}
