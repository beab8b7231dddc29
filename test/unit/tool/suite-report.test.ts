import { describe, expect, it } from 'vitest';
import { parseSuiteReport } from '../../../tool/suite-report.ts';

describe('parseSuiteReport', () => {
  it('reads the counts and the failed tests of a vitest report', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a does' },
      { status: 'failed', fullName: 'a does not', failureMessages: ['Error: it did\n    at a.test.ts:1'] },
      { status: 'failed', fullName: 'a says nothing', failureMessages: [] },
      { status: 'pending', fullName: 'a might' },
    ];
    const report = {
      numPassedTests: 1,
      numFailedTests: 2,
      numPendingTests: 1,
      testResults: [{ name: 'a.test.ts', assertionResults }],
    };
    const failures = ['a.test.ts › a does not: Error: it did', 'a.test.ts › a says nothing'];
    expect(parseSuiteReport(JSON.stringify(report))).toEqual({ passed: 1, failed: 2, skipped: 1, failures });
  });

  it('returns the report of the browser runner unchanged', () => {
    const report = { passed: 2, failed: 1, skipped: 0, failures: ['b.test.ts › b'] };
    expect(parseSuiteReport(JSON.stringify(report))).toEqual(report);
  });
});
