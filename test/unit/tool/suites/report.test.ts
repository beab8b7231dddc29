import { describe, expect, it } from 'vitest';
import { failedFiles, parseReport, sumOf, withLater } from '../../../../tool/suites/report.ts';

const report = (file: string, failed = 0) => ({
  file,
  passed: 2,
  failed,
  skipped: 1,
  failures: Array.from({ length: failed }, (_, n) => `${file} › ${n}`),
});

describe('parseReport', () => {
  it('reads the counts and the failed tests of each file of a vitest report', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a does' },
      { status: 'failed', fullName: 'a does not', failureMessages: ['Error: it did\n    at a.test.ts:1'] },
      { status: 'failed', fullName: 'a says nothing', failureMessages: [] },
      { status: 'skipped', fullName: 'a cannot' },
      { status: 'todo', fullName: 'a might' },
    ];
    const failures = ['a.test.ts › a does not: Error: it did', 'a.test.ts › a says nothing'];
    const testResults = [{ name: 'a.test.ts', status: 'failed', message: '', assertionResults }];
    expect(parseReport(JSON.stringify({ testResults }))).toEqual([
      { file: 'a.test.ts', passed: 1, failed: 2, skipped: 2, failures },
    ]);
  });

  it('counts a file that did not load as one failure', () => {
    const testResults = [{ name: 'b.test.ts', status: 'failed', message: 'no such module\nb', assertionResults: [] }];
    const [b] = parseReport(JSON.stringify({ testResults }));
    expect(b).toMatchObject({ failed: 1, failures: ['b.test.ts: no such module'] });
  });

  it('returns the report of the browser runner unchanged', () => {
    expect(parseReport(JSON.stringify([report('b.test.ts', 1)]))).toEqual([report('b.test.ts', 1)]);
  });
});

describe('files that were run again', () => {
  const first = [report('a.test.ts'), report('b.test.ts', 2), report('c.test.ts', 1)];

  it('are those that failed', () => {
    expect(failedFiles(first)).toEqual(['b.test.ts', 'c.test.ts']);
  });

  it('count as they went the last time, and as before if they did not run', () => {
    const all = withLater(first, [report('b.test.ts')]);
    expect(all.map(({ failed }) => failed)).toEqual([0, 0, 1]);
    expect(sumOf(all, 'failed')).toBe(1);
    expect(sumOf(all, 'passed')).toBe(6);
  });
});
