/** The result of one test file. */
export interface FileReport {
  /** Its path, with which the runner can run it again. */
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each failed test as "file › group › test: first line of its error". */
  readonly failures: readonly string[];
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/**
 * Read vitest's JSON report, or the browser suite's, which is a list of `FileReport`.
 *
 * @throws {SyntaxError} if it is not JSON
 */
export function parseReport(json: string): readonly FileReport[] {
  const report = JSON.parse(json) as VitestReport | readonly FileReport[];
  return 'testResults' in report ? report.testResults.map(fileReport) : report;
}

function fileReport({ name, status, message, assertionResults }: VitestReport['testResults'][number]): FileReport {
  const failures = assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => named(`${name} › ${fullName}`, failureMessages?.[0]));
  // A file that did not load has no tests, so it counts as one failed test.
  if (status === 'failed' && failures.length === 0) failures.push(named(name, message));
  const passed = assertionResults.filter((test) => test.status === 'passed').length;
  return {
    file: name,
    passed,
    failed: failures.length,
    skipped: assertionResults.filter((test) => test.status !== 'passed' && test.status !== 'failed').length,
    failures,
  };
}

/** With the first line of the error, so that the end of a long output says what went wrong. */
const named = (test: string, message: string | undefined): string =>
  message ? `${test}: ${message.split('\n')[0]!}` : test;

/** The files of `reports` that have failed. */
export const failedFiles = (reports: readonly FileReport[]): readonly string[] =>
  reports.filter(({ failed }) => failed > 0).map(({ file }) => file);

/** The results of the first run, each replaced by the later one if the file has one. */
export const withLater = (first: readonly FileReport[], later: readonly FileReport[]): readonly FileReport[] =>
  first.map((report) => later.find(({ file }) => file === report.file) ?? report);

/** The sum of a count over `reports`. */
export const sumOf = (reports: readonly FileReport[], count: 'passed' | 'failed' | 'skipped'): number =>
  reports.reduce((sum, report) => sum + report[count], 0);
