/**
 * `npm run soak`: cases go their whole way through the real worker, whose process is killed again and again.
 *
 *     npm run soak -- --kills 200 --seed 1 [--at-once 12] [--json FILE]    kill -9 at 200 moments that the seed draws
 *     npm run soak -- --cases 1000 [--at-once 16] [--json FILE]            no kill: rate and times of 1 000 cases
 *
 * The worker runs in workerd, with its storage in a temporary folder. The authority's stand-in runs in this process, survives
 * every kill, and counts what it received. The exit status is 0 if nothing was lost and nothing was done twice.
 */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { InputError, parseOptions, wholeNumber } from './command-line.ts';
import { linesOf, summaryOf } from './soak/report.ts';
import { soak } from './soak/run.ts';

/** Terminal and launcher both pass on one Ctrl-C: what comes so soon is the same signal. */
const sameSignalMs = 1_000;

// The first signal lets the cases on their way end, and looks at what was done. The second ends this process by `exit`, which ends the
// worker's process group too.
const stopping = new AbortController();
let stoppedMs = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stopping.signal.aborted) {
      console.error('no further case begins; once more to end at once');
      stoppedMs = performance.now();
      stopping.abort();
    } else if (performance.now() - stoppedMs > sameSignalMs) process.exit(1);
  });
}

try {
  const given = parseOptions({
    cases: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string' },
    'at-once': { type: 'string' },
    json: { type: 'string' },
  });
  const atOnce = wholeNumber('--at-once', given['at-once'] ?? '12', 1, 1_000);
  const report = await soak({
    cases: wholeNumber('--cases', given.cases ?? String(atOnce), 1, 100_000),
    atOnce,
    kills: wholeNumber('--kills', given.kills ?? '0', 0, 10_000),
    seed: wholeNumber('--seed', given.seed ?? '1'),
    say: (text) => console.error(text),
    stop: stopping.signal,
  });
  console.log(linesOf(report).join('\n'));
  if (given.json !== undefined) writeFileSync(given.json, `${JSON.stringify(summaryOf(report), undefined, 2)}\n`);
  process.exitCode = report.findings.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
