import { writeFileSync } from 'node:fs';

/** Counts tests, and writes `{passed, failed, skipped}` as JSON. @param path nothing is written without one */
export const countReporter = (path) => ({
  stop({ sessions }) {
    const suites = [];
    const tests = [];
    for (const { testResults, errors } of sessions) {
      if (testResults) suites.push(testResults);
      // A file that did not load has no tests: it counts as one that failed.
      if (errors.length > 0) tests.push({ passed: false });
    }
    while (suites.length > 0) {
      const suite = suites.pop();
      tests.push(...suite.tests);
      suites.push(...suite.suites);
    }
    const counts = {
      passed: tests.filter(({ passed, skipped }) => passed && !skipped).length,
      failed: tests.filter(({ passed, skipped }) => !passed && !skipped).length,
      skipped: tests.filter(({ skipped }) => skipped).length,
    };
    console.log(`${counts.passed} passed, ${counts.failed} failed`);
    if (path) writeFileSync(path, `${JSON.stringify(counts)}\n`);
  },
});
