/**
 * `npm test`: runs every suite, one after the other, because the browser suites need both cores of a small machine. The last
 * line gives the sums of the runners' reports. A runner that fails without a failed test counts as one failure.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser, ensureFfmpeg } from './browser.ts';
import { suiteNames, type SuiteName } from './suite-names.ts';
import { noReport, parseSuiteReport, type SuiteReport } from './suite-report.ts';

interface Runner {
  readonly program: string;
  readonly args: readonly string[];
}

interface Result extends SuiteReport {
  readonly name: SuiteName;
  readonly seconds: number;
}

const reports = 'test-results';
const reportOf = (name: SuiteName) => `${reports}/${name}.json`;

const vitest = (name: SuiteName, ...args: readonly string[]): Runner => ({
  program: 'vitest',
  args: ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(name)}`],
});

const runners: Readonly<Record<SuiteName, Runner>> = {
  // By default vitest leaves one core free, which on two cores is half of them.
  unit: vitest('unit', '--project', 'unit', '--project', 'unit-alone', '--maxWorkers=2'),
  // The models run on one thread, so two files use two cores.
  model: vitest('model', '--project', 'model', '--maxWorkers=2'),
  workerd: vitest('workerd', '--config', 'test/workerd/vitest.config.ts', '--maxWorkers=2'),
  browser: { program: 'wtr', args: ['--config', 'test/browser/web-test-runner.config.mjs'] },
  e2e: vitest('e2e', '--project', 'e2e'),
};

const wanted = namesGiven();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
ensureBrowser();
if (existsSync('../shared/media')) ensureFfmpeg();
execFileSync(process.execPath, ['tool/build/build.ts'], { stdio: 'inherit' });

const results = wanted.map(runSuite);
const total = (key: 'passed' | 'failed' | 'skipped') => results.reduce((sum, each) => sum + each[key], 0);
for (const failure of results.flatMap(({ failures }) => failures)) console.log(`failed: ${failure}`);
console.log(results.map(({ name, seconds }) => `${name} ${seconds} s`).join(', '));
if (total('skipped') > 0) console.log(`${total('skipped')} skipped (they need ../shared/media)`);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 && total('passed') > 0 ? 0 : 1);

/** The suites named on the command line, or all of them. If a name is unknown, the process ends with one line. */
function namesGiven(): readonly SuiteName[] {
  const given = process.argv.slice(2);
  const unknown = given.find((name) => !suiteNames.some((suite) => suite === name));
  if (unknown !== undefined) {
    console.error(`there is no suite ${unknown}. npm test -- [${suiteNames.join('] [')}]`);
    process.exit(2);
  }
  return given.length === 0 ? suiteNames : suiteNames.filter((name) => given.includes(name));
}

function runSuite(name: SuiteName): Result {
  console.log(`\n== ${name}`);
  const startedMs = performance.now();
  const { program, args } = runners[name];
  const { status } = spawnSync(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BEIHE_REPORT: reportOf(name) },
  });
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  const found = existsSync(reportOf(name)) ? parseSuiteReport(readFileSync(reportOf(name), 'utf8')) : noReport;
  if (status === 0 || found.failed > 0) return { ...found, name, seconds };
  return { ...found, name, seconds, failed: 1, failures: [`the runner of ${name} ended with ${String(status)}`] };
}
