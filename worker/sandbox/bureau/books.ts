/** What the books add up to. Tests of lost and doubled effects compare with it. */
import type { Rows } from '../../retention/rows.ts';
import { counted } from './tables.ts';

export interface Totals {
  readonly uploads: number;
  readonly records: number;
  /** Records by stage. */
  readonly stages: Readonly<Record<string, number>>;
  /** Results that the provider has acknowledged, and those that wait. */
  readonly results: { readonly acknowledged: number; readonly waiting: number };
  readonly downloads: { readonly made: number; readonly acknowledged: number; readonly served: number };
  /**
   * `records`: entries that came though the same entry was under way or filed. `uploads`: files that came though they had been taken.
   * `overwriting`: other files under a sequence that was taken.
   */
  readonly duplicates: { readonly records: number; readonly uploads: number; readonly overwriting: number };
  readonly filed: { readonly organisers: number; readonly services: number };
}

export function totals(rows: Rows): Totals {
  const count = (from: string) => rows.run<{ n: number }>(`select count(*) as n from ${from}`)[0]!.n;
  const sum = (what: string, from: string) =>
    rows.run<{ n: number | null }>(`select sum(${what}) as n from ${from}`)[0]!.n ?? 0;
  const stages = rows.run<{ stage: string; n: number }>('select stage, count(*) as n from records group by stage');
  return {
    uploads: count('uploads'),
    records: count('records'),
    stages: Object.fromEntries(stages.map(({ stage, n }) => [stage, n])),
    results: {
      acknowledged: sum('results', 'downloads where acknowledged_ms is not null'),
      waiting: sum('results', 'downloads where acknowledged_ms is null'),
    },
    downloads: {
      made: count('downloads'),
      acknowledged: count('downloads where acknowledged_ms is not null'),
      served: sum('served', 'downloads'),
    },
    duplicates: {
      records: counted(rows, 'duplicate records'),
      uploads: counted(rows, 'repeated uploads'),
      overwriting: counted(rows, 'overwriting uploads'),
    },
    filed: { organisers: count('organisers'), services: count('services') },
  };
}
