/** Runs one suite by its runner, and reads what it reports. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { failedFiles, parseReport, withLater, type FileReport } from './report.ts';
import type { SuiteName } from './names.ts';

/** The result of a suite. */
export interface Result {
  readonly name: SuiteName;
  readonly seconds: number;
  readonly reports: readonly FileReport[];
  /** The tests that failed in the first run, if their files were run again alone; written as in `FileReport.failures`. */
  readonly again: readonly string[];
}

/** Where runners write their reports. */
export const reportFolder = 'test-results';

/**
 * In these suites people act in real time, and files run side by side. On a busy machine a camera then gives too few frames, and
 * the product rightly says so, in a test of something else. A file that failed is run again, alone, and its second result counts.
 */
const inRealTime: readonly SuiteName[] = ['browser', 'e2e'];

/** If more files than this failed, a busy machine is not the reason. */
const mostAgain = 3;

const vitest = (...args: readonly string[]) => ['vitest', 'run', '--reporter=default', '--reporter=json', ...args];
const wtr = ['wtr', '--config', 'test/browser/web-test-runner.config.mjs'];

/** The command of a suite; with `files`, of these one after the other. */
function commandOf(name: SuiteName, report: string, files: readonly string[]): readonly string[] {
  if (name === 'browser') return files.length === 0 ? wtr : [...wtr, '--concurrency', '1', '--files', ...files];
  // By default vitest leaves one core free, which on two cores is half of them.
  const alone = files.length === 0 ? '--maxWorkers=2' : '--maxWorkers=1';
  return vitest(`--outputFile.json=${report}`, alone, ...projectsOf(name), ...files);
}

function projectsOf(name: Exclude<SuiteName, 'browser'>): readonly string[] {
  if (name === 'workerd') return ['--config', 'test/workerd/vitest.config.ts'];
  return name === 'unit' ? ['--project', 'unit', '--project', 'unit-alone'] : ['--project', name];
}

/** Run a suite. A runner that fails without a failed test counts as one failure. */
export async function runSuite(name: SuiteName): Promise<Result> {
  const startedMs = performance.now();
  let { reports, status } = await run(name, []);
  const files = failedFiles(reports);
  const isAgain = inRealTime.includes(name) && files.length > 0 && files.length <= mostAgain;
  const again = isAgain ? reports.flatMap(({ failures }) => failures) : [];
  if (isAgain) {
    const later = await run(name, files);
    reports = withLater(reports, later.reports);
    ({ status } = later);
  }
  if (status !== 0 && failedFiles(reports).length === 0) {
    const failures = [`the runner of ${name} ended with ${String(status)}`];
    reports = [...reports, { file: name, passed: 0, failed: 1, skipped: 0, failures }];
  }
  return { name, reports, again, seconds: Math.round((performance.now() - startedMs) / 1000) };
}

/** Run files of a suite, or all of them, to the runner's exit status, which is null where a signal ended it. */
async function run(name: SuiteName, files: readonly string[]) {
  console.log(`\n== ${name}`);
  const report = `${reportFolder}/${name}.json`;
  rmSync(report, { force: true });
  const [program, ...args] = commandOf(name, report, files);
  const runner = spawn(program!, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BEIHE_REPORT: report },
  });
  const [status] = (await once(runner, 'exit')) as [number | null];
  return { status, reports: existsSync(report) ? parseReport(readFileSync(report, 'utf8')) : [] };
}
