/**
 * Every suite, one after the other (two cores: the browser suites need them), then one line counted from the runners'
 * own reports. A runner that fails without a failed test counts as one failure.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser, ensureFfmpeg } from './browser.ts';
import { noReport, parseSuiteReport, type SuiteReport } from './suite-report.ts';

interface Suite {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

const reports = 'test-results';
const report = (name: string) => `${reports}/${name}.json`;
const vitest = (name: string, ...args: string[]): Suite => ({
  name,
  program: 'vitest',
  args: ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report(name)}`],
});

const suites: readonly Suite[] = [
  vitest('unit', '--project', 'unit'),
  // Models run on one thread each: a core for each file.
  vitest('model', '--project', 'model', '--maxWorkers=2'),
  vitest('worker', '--config', 'test/workerd/vitest.config.ts'),
  { name: 'widget', program: 'wtr', args: ['--config', 'test/browser/web-test-runner.config.mjs'] },
  vitest('e2e', '--project', 'e2e'),
];

const wanted = process.argv.slice(2);
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
ensureBrowser();
if (existsSync('../shared/media')) ensureFfmpeg();
execFileSync(process.execPath, ['tool/build/build.ts'], { stdio: 'inherit' });

const results = suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).map(runSuite);
const total = (key: 'passed' | 'failed' | 'skipped') => results.reduce((sum, each) => sum + each[key], 0);
for (const failure of results.flatMap(({ failures }) => failures)) console.log(`failed: ${failure}`);
if (total('skipped') > 0) console.log(`${total('skipped')} skipped (they need ../shared/media)`);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 && total('passed') > 0 ? 0 : 1);

function runSuite({ name, program, args }: Suite): SuiteReport {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BEIHE_REPORT: report(name) },
  });
  const found = existsSync(report(name)) ? parseSuiteReport(readFileSync(report(name), 'utf8')) : noReport;
  if (status === 0 || found.failed > 0) return found;
  return { ...found, failed: 1, failures: [`the runner of ${name} ended with ${String(status)}`] };
}
