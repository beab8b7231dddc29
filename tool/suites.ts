/**
 * Every suite, one after the other (two cores: the browser suites need them), then one line counted from the runners'
 * own reports. A runner that fails without a failed test counts as one failure.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser, installPrograms } from './browser.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

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
  vitest('model', '--project', 'model'),
  vitest('worker', '--config', 'test/worker/vitest.config.ts'),
  { name: 'widget', program: 'wtr', args: ['--config', 'test/widget/web-test-runner.config.mjs'] },
  vitest('e2e', '--project', 'e2e'),
];

const wanted = process.argv.slice(2);
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
ensureBrowser();
if (existsSync('../shared/media')) installPrograms([{ program: '/usr/bin/ffmpeg', packages: ['ffmpeg'] }]);
execFileSync(process.execPath, ['tool/build.ts'], { stdio: 'inherit' });

const counts = suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).map(runSuite);
const total = (key: keyof Counts) => counts.reduce((sum, each) => sum + each[key], 0);
if (total('skipped') > 0) console.log(`${total('skipped')} skipped (they need ../shared/media)`);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 && total('passed') > 0 ? 0 : 1);

function runSuite({ name, program, args }: Suite): Counts {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BEIHE_REPORT: report(name) },
  });
  const counted = readCounts(report(name));
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** Reads vitest's JSON report, or the widget runner's `{passed, failed, skipped}`. No report is no test. */
function readCounts(file: string): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  const found = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  return {
    passed: found['numPassedTests'] ?? found['passed'] ?? 0,
    failed: found['numFailedTests'] ?? found['failed'] ?? 0,
    skipped: found['numPendingTests'] ?? found['skipped'] ?? 0,
  };
}
