/** A runner's report: counts, and the names of the tests that failed. */
export interface SuiteReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each failed test as "file › group › test". */
  readonly failures: readonly string[];
}

/** Used when a runner wrote no report. */
export const noReport: SuiteReport = { passed: 0, failed: 0, skipped: 0, failures: [] };

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * Read vitest's JSON report, or the browser suite's, which is a `SuiteReport`.
 *
 * @throws {SyntaxError} if it is not JSON
 */
export function parseSuiteReport(json: string): SuiteReport {
  const report = JSON.parse(json) as VitestReport | SuiteReport;
  if (!('testResults' in report)) return report;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    failures: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `${name} › ${fullName}`),
    ),
  };
}
