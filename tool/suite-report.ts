/** A runner's report: counts, and the names of the tests that failed. */
export interface SuiteReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each failed test as "file › group › test: first line of its error". */
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
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
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
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => [`${name} › ${fullName}`, ...firstLineOf(failureMessages)].join(': ')),
    ),
  };
}

/** So that the end of a long output says what went wrong. */
const firstLineOf = (messages: readonly string[] | null | undefined): string[] =>
  messages?.[0] === undefined ? [] : [messages[0].split('\n')[0]!];
