import { describe, expect, it } from 'vitest';
import { parseSuiteReport } from '../../../tool/suite-report.ts';

describe('parseSuiteReport', () => {
  it('names the tests that failed in a report of vitest', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a does' },
      { status: 'failed', fullName: 'a does not' },
      { status: 'pending', fullName: 'a might' },
    ];
    const report = {
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 1,
      testResults: [{ name: 'a.test.ts', assertionResults }],
    };
    const failures = ['a.test.ts › a does not'];
    expect(parseSuiteReport(JSON.stringify(report))).toEqual({ passed: 1, failed: 1, skipped: 1, failures });
  });

  it('takes the report of the widget’s runner as it is', () => {
    const report = { passed: 2, failed: 1, skipped: 0, failures: ['b.test.ts › b'] };
    expect(parseSuiteReport(JSON.stringify(report))).toEqual(report);
  });
});
