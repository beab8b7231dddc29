import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { failureCodes, ReceivedFailureReport } from '#protocol/session/failure-report.ts';
import { adviceOn } from '../../../widget/locale/wording.ts';
import { zhCN } from '../../../widget/locale/zh-CN.ts';

const text = readFileSync('docs/failures.md', 'utf8');

/** Rows of its table: code, when, what the person reads, what the provider does. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(1, -1).split('|'))
  .map((cells) => cells.map((cell) => cell.trim()))
  .map(([code, ...rest]) => [code!.replaceAll('`', ''), ...rest] as const);

it('docs/failures.md has exactly one row for each code', () => {
  expect(rows.map(([code]) => code).toSorted()).toEqual(failureCodes.toSorted());
});

it.each(rows.map((row) => [row[0], row] as const))(
  'docs/failures.md says when %s occurs, what the person reads and what the provider does',
  (_, row) => {
    const [code, when, reads, mend, ...more] = row;
    const known = failureCodes.find((each) => each === code)!;
    expect([when, mend]).not.toContain('');
    expect(reads).toBe(adviceOn(zhCN, known).title);
    expect(more).toEqual([]);
  },
);

it('docs/failures.md shows valid failure reports', () => {
  const [, shown] = /```json\n([^]+?)```/.exec(text)!;
  const { reports } = JSON.parse(`{${shown}}`) as { reports: unknown[] };
  for (const report of reports) expect(ReceivedFailureReport.parse(report)).toEqual(report);
});
