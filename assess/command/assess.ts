/** `npm run assess`: the assessor's command. `usage.ts` lists its options. */
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import type { Locale } from '#protocol/locale.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { policy as current } from '#protocol/policy/registry.ts';
import { judgeLine, summarise, summaryLines } from '../count/summary.ts';
import type { TrialSet } from '../count/trial-set.ts';
import { answerScript } from '../actor/answer.ts';
import { cacheMiss } from '../actor/cache.ts';
import { drawnSource } from '../actor/drawn/source.ts';
import { renderClip } from '../actor/script.ts';
import { totalLines } from '../real/lines.ts';
import { totalOf } from '../real/total.ts';
import { InputError, parseOptions } from '../../tool/command-line.ts';
import { Assessment } from './assessment.ts';
import { codeVersion } from './code-version.ts';
import { fileName, freeName } from './file-names.ts';
import { localeOf, planOf, type Plan } from './plan.ts';
import { judgeReal } from './real.ts';
import { replay, replayLines } from './replay.ts';
import { timeline } from './timeline.ts';
import { checkFilm, checkForm, checkSeed, policyOf, usage } from './usage.ts';
import { boundsOf } from './bounds.ts';
import { writeReport } from './write-report.ts';

/** No option has a default here, so that `checkForm` sees only the options that were given. */
const options = {
  trials: { type: 'string' },
  offline: { type: 'boolean' },
  clips: { type: 'string' },
  simulate: { type: 'string' },
  fit: { type: 'boolean' },
  full: { type: 'boolean' },
  replay: { type: 'string' },
  real: { type: 'string' },
  challenge: { type: 'string' },
  film: { type: 'string' },
  policy: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string' },
  part: { type: 'string' },
  late: { type: 'string' },
  locale: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Set when standard output is closed, for example by `head`. The next trial then throws it, so that the browser and the
 * server are stopped too.
 */
let outputError: Error | undefined;

const checkOutput = () => {
  if (outputError) throw outputError;
};

async function showChallenge(seed: string, film: string | undefined, pace: Policy): Promise<void> {
  checkSeed(seed);
  if (film !== undefined) checkFilm(film);
  console.log(timeline(seed, pace).join('\n'));
  if (film === undefined) return;
  const slots = schedule(drawAsks(seededDraw(seed), pace), pace);
  await writeFile(film, await renderClip(drawnSource('mei'), answerScript(slots, 600, { leadInMs: 3_000 })));
  console.log(`written: ${film}`);
}

async function showReplay(file: string, locale: Locale, json = false): Promise<void> {
  const { verdict, causes, review, checks } = await replay(file);
  console.log(replayLines({ verdict, causes, checks }, locale).join('\n'));
  if (json) console.log(JSON.stringify({ verdict, causes, review, checks }));
}

async function showReal(folder: string, only: string | undefined, json = false): Promise<void> {
  const { clips, faults } = await judgeReal(folder, only);
  console.log(`\n${[...totalLines(clips), judgeLine({ policy: current, code: codeVersion() })].join('\n')}`);
  if (json)
    console.log(
      JSON.stringify({
        clips: Object.fromEntries(clips.map(({ name, judgement }) => [name, judgement])),
        total: totalOf(clips),
        faults,
      }),
    );
}

async function assess(
  { name, resumes = false, seed, material, policy = current, play }: Plan,
  locale: Locale,
  json = false,
) {
  const free = freeName(fileName(name), resumes);
  const assessment = new Assessment(free, checkOutput);
  await play(assessment);
  const { trials } = assessment;
  const judges = [{ policy: { name: policy.name, version: policy.version }, code: codeVersion() }];
  console.log(`\n${summaryLines({ trials, seed, material: material.en, judges }).join('\n')}`);
  const bounds = boundsOf(policy);
  const set: TrialSet = { v: 1, madeAtMs: Date.now(), seed, material: material[locale], judges, bounds, trials };
  console.log(`Report, trials and table: ${writeReport(set, free, locale).join(', ')}`);
  // The report and the JSON file hold the pictures; the last line leaves them out.
  if (json) console.log(JSON.stringify(summarise(trials), (key, value) => (key === 'pictures' ? undefined : value)));
}

async function run(): Promise<void> {
  const { help, ...values } = parseOptions(options);
  if (help) return console.log(usage);
  checkForm(Object.keys(values));
  if (values.only === '') throw new InputError('--only: the word is empty');
  const { challenge, film, replay: bundle, real, json } = values;
  const locale = localeOf(values.locale ?? 'zh-CN');
  if (challenge !== undefined) return showChallenge(challenge, film, policyOf(values.policy));
  if (bundle !== undefined) return showReplay(bundle, locale, json);
  if (real !== undefined) return showReal(real, values.only, json);
  return assess(planOf(values), locale, json);
}

/**
 * Ends the command with a one-line message. Node would also print the source line that threw, and the models' code is
 * one long line.
 */
function end(error: unknown): never {
  const isInputError = error instanceof InputError;
  const help = '\nnpm run assess -- --help lists the options.';
  console.error(isInputError ? `${error.message}${help}` : `${error}`.split('\n')[0]);
  process.exit(isInputError ? 2 : 1);
}

process.on('uncaughtException', end);
// A signal alone does not run the `exit` handlers, which end the server that was started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
process.stdout.on('error', (error) => {
  outputError = error;
});
cacheMiss.subscribe((what) =>
  console.error(`rendering, because .cache does not contain it yet (minutes in all): ${what}`),
);
await run().catch(end);
