import { writeFileSync } from 'node:fs';

/**
 * Counts tests. @param path where to write the list of `FileReport` (`tool/suites/report.ts`); without it, no file is written
 */
export const countReporter = (path) => ({
  stop({ sessions }) {
    const reports = sessions.map(fileReport);
    const sum = (count) => reports.reduce((total, report) => total + report[count], 0);
    console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
    if (path) writeFileSync(path, `${JSON.stringify(reports)}\n`);
  },
});

function fileReport({ testFile, testResults, errors }) {
  const tests = [
    ...(testResults ? flatten(testResults, [testFile]) : []),
    // A file that did not load has no tests, so it counts as one failed test.
    ...(errors.length > 0 ? [{ name: testFile, passed: false, skipped: false, error: errors[0] }] : []),
  ];
  const failures = tests.filter(({ passed, skipped }) => !passed && !skipped).map(named);
  return {
    file: testFile,
    passed: tests.filter(({ passed, skipped }) => passed && !skipped).length,
    failed: failures.length,
    skipped: tests.filter(({ skipped }) => skipped).length,
    failures,
  };
}

/** The name of a failed test and the first line of its error, so that the end of a long output says what went wrong. */
const named = ({ name, error }) => [name, ...(error?.message ? [error.message.split('\n')[0]] : [])].join(': ');

/** Every test of a group and of the groups in it, each with the names of its groups. */
const flatten = ({ tests, suites }, way) => [
  ...tests.map(({ name, ...result }) => ({ ...result, name: [...way, name].join(' › ') })),
  ...suites.flatMap((suite) => flatten(suite, [...way, suite.name])),
];
