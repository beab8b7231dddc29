/** Accounts as earlier versions stored them. */
import { describe, expect, it } from 'vitest';
import type { Rows, Value } from '../../../../../worker/retention/rows.ts';
import {
  commandOf,
  type AccountAnswer,
  type AccountArgs,
  type AccountKind,
} from '../../../../../worker/bureau/account/commands.ts';
import { prepareAccount } from '../../../../../worker/bureau/account/schema.ts';
import { memoryRows } from '../../../../contract/memory-rows.ts';
import vector from '../../../../vectors/account-tables_v1.json' with { type: 'json' };

const nowMs = 1_790_000_010_000;
const held = { holder: 'two', leaseUntilMs: nowMs + 1 };

function version1(): Rows {
  const rows = memoryRows();
  for (const statement of vector.statements) rows.run(statement);
  for (const [table, content] of Object.entries<readonly Record<string, Value>[]>(vector.rows)) {
    for (const row of content) {
      const names = Object.keys(row);
      rows.run(
        `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
        ...Object.values(row),
      );
    }
  }
  return rows;
}

const run = <K extends AccountKind>(rows: Rows, kind: K, args: unknown): AccountAnswer<K> =>
  commandOf(kind)(rows, args as AccountArgs<K>, nowMs);

/** Tables with their columns, by name. */
const shapeOf = (rows: Rows) =>
  Object.fromEntries(
    rows
      .run<{ name: string }>(`select name from sqlite_master where name not like 'sqlite_%' order by name`)
      .map(({ name }) => [
        name,
        rows.run(`select name, type, "notnull", dflt_value, pk from pragma_table_info('${name}') order by name`),
      ]),
  );

describe('an account of version 1', () => {
  it('gets the tables that a new one has', () => {
    const [old, made] = [version1(), memoryRows()];
    prepareAccount(old, 'old');
    prepareAccount(old, 'old');
    prepareAccount(made, 'made');
    expect(shapeOf(old)).toEqual(shapeOf(made));
  });

  it('keeps its rounds, numbers and sequence, and tells at once what it had to tell', () => {
    const rows = version1();
    prepareAccount(rows, 'old');
    run(rows, 'takeLease', held);
    expect(run(rows, 'tellings', { limit: 9, ...held })).toMatchObject([{ n: 1, case: 'a', body: { kind: 'upload' } }]);
    expect(run(rows, 'queued', { limit: 9, ...held })).toMatchObject([{ case: 'b' }, { case: 'c' }]);
    expect(run(rows, 'overview', {})).toMatchObject({
      name: 'old',
      nextSequence: 2,
      unmatched: [{ cause: 'no-case' }],
    });
    expect(run(rows, 'numbers', { case: 'a' })).toMatchObject([{ number: 1 }, { number: 1 }]);
  });

  it('is refused where its version is not known', () => {
    const rows = version1();
    rows.run('update account set version = 99');
    expect(() => prepareAccount(rows, 'old')).toThrow('an account of version 99');
  });
});
