import type { Rows, Value } from '../../retention/rows.ts';

/** The object's SQLite database. */
export const rowsOf = (storage: DurableObjectStorage): Rows => ({
  run: <Row extends Record<string, Value>>(sql: string, ...values: readonly Value[]) =>
    storage.sql
      .exec(sql, ...values)
      .toArray()
      .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, valueOf(value)])) as Row),
  atomic: (act) => storage.transactionSync(act),
});

const valueOf = (value: SqlStorageValue): Value => (value instanceof ArrayBuffer ? new Uint8Array(value) : value);
