/** The code tables as the bureau sent them last. */
import { seedCodeTables, type CodeTables } from '#protocol/filing/code-table.ts';
import type { Rows } from '../../retention/rows.ts';

export interface KnownCodeTables {
  readonly tables: CodeTables;
  /** When each that was downloaded came. The others are the seed. */
  readonly atMs: Readonly<Partial<Record<keyof CodeTables, number>>>;
}

export function writeCodeTables(rows: Rows, tables: Partial<CodeTables>, nowMs: number): void {
  for (const [name, codes] of Object.entries(tables)) {
    rows.run(
      `insert into code_tables (name, codes, at_ms) values (?, ?, ?)
       on conflict do update set codes = excluded.codes, at_ms = excluded.at_ms`,
      name,
      JSON.stringify(codes),
      nowMs,
    );
  }
}

export function readCodeTables(rows: Rows): KnownCodeTables {
  const stored = rows.run<{ name: keyof CodeTables; codes: string; at_ms: number }>('select * from code_tables');
  const tables = Object.fromEntries(stored.map(({ name, codes }) => [name, JSON.parse(codes) as unknown]));
  return {
    tables: { ...seedCodeTables, ...tables },
    atMs: Object.fromEntries(stored.map(({ name, at_ms: atMs }) => [name, atMs])),
  };
}
