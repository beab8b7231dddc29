import { DatabaseSync } from 'node:sqlite';
import type { Rows, Value } from '../worker/retention/rows.ts';

/** A database in memory. */
export function memoryRows(): Rows {
  const database = new DatabaseSync(':memory:');
  return {
    run: <Row extends Record<string, Value>>(sql: string, ...values: readonly Value[]) =>
      database
        .prepare(sql)
        .all(...values)
        .map((row) => ({ ...row }) as Row),
    atomic(act) {
      database.exec('begin');
      try {
        const done = act();
        database.exec('commit');
        return done;
      } catch (error) {
        database.exec('rollback');
        throw error;
      }
    },
  };
}
