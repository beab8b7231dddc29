import { writeFileSync } from 'node:fs';

/**
 * Counts tests. @param path where to write the `SuiteReport` (`tool/suite-report.ts`); without it, no file is written
 */
export const countReporter = (path) => ({
  stop({ sessions }) {
    const tests = sessions.flatMap(({ testFile, testResults, errors }) => [
      ...(testResults ? flatten(testResults, [testFile]) : []),
      // A file that did not load has no tests, so it counts as one failed test.
      ...(errors.length > 0 ? [{ name: testFile, passed: false, skipped: false, error: errors[0] }] : []),
    ]);
    const failures = tests.filter(({ passed, skipped }) => !passed && !skipped).map(named);
    const report = {
      passed: tests.filter(({ passed, skipped }) => passed && !skipped).length,
      failed: failures.length,
      skipped: tests.filter(({ skipped }) => skipped).length,
      failures,
    };
    console.log(`${report.passed} passed, ${report.failed} failed`);
    if (path) writeFileSync(path, `${JSON.stringify(report)}\n`);
  },
});

/** The name of a failed test and the first line of its error, so that the end of a long output says what went wrong. */
const named = ({ name, error }) => [name, ...(error?.message ? [error.message.split('\n')[0]] : [])].join(': ');

/** Every test of a group and of the groups in it, each with the names of its groups. */
const flatten = ({ tests, suites }, way) => [
  ...tests.map(({ name, ...result }) => ({ ...result, name: [...way, name].join(' › ') })),
  ...suites.flatMap((suite) => flatten(suite, [...way, suite.name])),
];
