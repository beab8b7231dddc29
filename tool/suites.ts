/**
 * `npm test`: runs every suite, one after the other, because the browser suites need both cores of a small machine. The last
 * line gives the sums of the runners' reports.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { ensureBrowser, ensureFfmpeg } from './browser.ts';
import { suiteNames, type SuiteName } from './suites/names.ts';
import { sumOf } from './suites/report.ts';
import { reportFolder, runSuite, type Result } from './suites/runner.ts';

const wanted = namesGiven();
rmSync(reportFolder, { recursive: true, force: true });
mkdirSync(reportFolder, { recursive: true });
ensureBrowser();
if (existsSync('../shared/media')) ensureFfmpeg();
execFileSync(process.execPath, ['tool/build/build.ts'], { stdio: 'inherit' });

const results: Result[] = [];
for (const name of wanted) results.push(await runSuite(name));
const reports = results.flatMap((result) => result.reports);
const passed = sumOf(reports, 'passed');
const failed = sumOf(reports, 'failed');
const skipped = sumOf(reports, 'skipped');
for (const failure of reports.flatMap(({ failures }) => failures)) console.log(`failed: ${failure}`);
for (const again of results.flatMap((result) => result.again))
  console.log(`failed beside other files, so its file was run again alone: ${again}`);
console.log(results.map(({ name, seconds }) => `${name} ${seconds} s`).join(', '));
if (skipped > 0) console.log(`${skipped} skipped (they need ../shared/media)`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

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
