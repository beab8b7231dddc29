/** `npm run assess`: what assessors run. `usage` says what there is. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import process from 'node:process';
import type { parseArgs } from 'node:util';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import type { Locale } from '#protocol/locale.ts';
import { policy } from '#protocol/policy/registry.ts';
import { materials } from '../report/report-words.ts';
import { account, line, printed, summarise } from '../count/summary.ts';
import { isFailure, unanswered, type Trial } from '../count/trial.ts';
import type { TrialSet } from '../count/trial-set.ts';
import { answerScript } from '../actor/answer.ts';
import { cacheMiss } from '../actor/cache.ts';
import { drawnSource } from '../actor/drawn/source.ts';
import { renderClip } from '../actor/script.ts';
import { planTrials, type PlannedTrial } from './planned-trials.ts';
import { readClips, showOffline, type Clip } from './clips.ts';
import { keepFailure } from './failure-folder.ts';
import { fit, printedFit } from './fit.ts';
import { Journal, verdictVersion } from './journal.ts';
import { LiveStage } from './live.ts';
import { fileName, freeName } from './file-names.ts';
import { playOffline } from './offline.ts';
import { printedReplay, replay } from './replay.ts';
import { writeReport } from './write-report.ts';
import { simulate } from './simulate.ts';
import { timeline } from './timeline.ts';
import { parseOptions, isLocale, InputError, wholeNumber } from '../../tool/command-line.ts';
import { checkFilm, checkForm, checkSeed, usage } from './usage.ts';

/** None has a default: what is not given is not among the values. */
const options = {
  trials: { type: 'string' },
  offline: { type: 'boolean' },
  clips: { type: 'string' },
  simulate: { type: 'string' },
  fit: { type: 'boolean' },
  full: { type: 'boolean' },
  replay: { type: 'string' },
  challenge: { type: 'string' },
  film: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string' },
  locale: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Simulated people that are set beside the actors. */
const fitted = 300;

/** Trials of each kind in the full assessment. */
const full = { offline: 150, live: 10 };

/** Set once nobody reads on, such as where `head` has ended: the next trial ends the command, its browser and server too. */
let unread: Error | undefined;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** The trials of one run, and what is said of each as it ends. */
class Assessment {
  readonly trials: Trial[] = [];
  /** Of the files that it leaves. */
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  take(trial: Trial): void {
    if (unread) throw unread;
    this.trials.push(trial);
    console.log(line(trial));
    if (isFailure(trial)) console.log(`${account(trial)}\n    ${keepFailure(trial, this.#name, this.trials.length)}`);
  }

  async playOffline(parts: readonly PlannedTrial[], journal?: Journal): Promise<void> {
    for (const part of parts) {
      const known = journal?.find('offline', part);
      const trial = known ?? (await playOffline(part));
      if (!known) journal?.add(trial);
      this.take(trial);
    }
  }

  async playLive(parts: readonly PlannedTrial[], journal?: Journal): Promise<void> {
    await onStage(async (stage) => {
      for (const part of parts) {
        const known = journal?.find('live', part);
        const trial = known ?? (await stage.play(part));
        if (!known) journal?.add(trial);
        this.take(trial);
      }
    });
  }

  async show(clips: readonly Clip[], offline: boolean): Promise<void> {
    if (offline) for (const clip of clips) this.take(await shown(clip, 'offline', showOffline));
    else {
      await onStage(async (stage) => {
        for (const clip of clips) this.take(await shown(clip, 'live', (each) => stage.show(each)));
      });
    }
  }
}

/** A clip that cannot be read is counted as not appraised, and does not end the others. */
async function shown(clip: Clip, way: Trial['way'], show: (clip: Clip) => Promise<Trial>): Promise<Trial> {
  try {
    return await show(clip);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.error(error.message);
    return { ...clip.presentation, way, ...unanswered('clip-unreadable') };
  }
}

async function onStage(act: (stage: LiveStage) => Promise<void>): Promise<void> {
  const stage = await LiveStage.open();
  try {
    await act(stage);
  } finally {
    await stage.close();
  }
}

async function showChallenge(seed: string, film: string | undefined): Promise<void> {
  if (film !== undefined) checkFilm(film);
  console.log(timeline(seed, policy).join('\n'));
  if (film === undefined) return;
  const slots = schedule(drawAsks(seededDraw(seed), policy), policy);
  await writeFile(film, await renderClip(drawnSource('mei'), answerScript(slots, 600, { leadInMs: 3_000 })));
  console.log(`written: ${film}`);
}

async function showReplay(file: string, locale: Locale, json = false): Promise<void> {
  const { verdict, causes, checks } = await replay(file);
  console.log(printedReplay({ verdict, causes, checks }, locale).join('\n'));
  if (json) console.log(JSON.stringify({ verdict, causes, checks }));
}

/** A form of the command that assesses: what is presented, and how it is played. */
interface Form {
  /** What was run, for the names of its files. */
  readonly name: readonly string[];
  /** Whether what an earlier run of the same name left is its own, to go on from. */
  readonly resumes?: boolean;
  /** Empty where nothing is drawn by one. */
  readonly seed: string;
  readonly material: Readonly<Record<Locale, string>>;
  readonly play: (assessment: Assessment) => Promise<void>;
}

/** @throws InputError */
function formOf(values: Values): Form {
  const { clips, simulate: many, full: isFull, trials, only = '' } = values;
  const way = values.offline ? 'offline' : 'live';
  if (clips !== undefined) {
    const chosen = readClips(clips);
    return {
      name: ['clips', basename(clips, '.json'), way],
      seed: '',
      material: { en: `the clips of ${clips}`, 'zh-CN': `${clips} 所列的录像` },
      play: (assessment) => assessment.show(chosen, way === 'offline'),
    };
  }
  const seed = wholeNumber('--seed', values.seed ?? `${Date.now() % 100_000}`);
  const drawn = { seed: `${seed}`, material: materials.actors };
  const named = (...what: string[]) => [...what, ...(only ? ['only', only] : []), 'seed', `${seed}`];
  const parts = (each: number) => planTrials({ trials: each, seed, only });
  if (many !== undefined) {
    const traces = wholeNumber('--simulate', many, 1);
    return {
      name: named('simulated', `${traces}`),
      seed: `${seed}`,
      material: materials.simulated,
      play: async ({ trials: taken }) => {
        for (const trial of simulate(traces, seed)) taken.push(trial);
        if (values.fit) console.log(printedFit(await fit(fitted, seed)).join('\n'));
      },
    };
  }
  if (isFull) {
    const [offline, live, version] = [parts(full.offline), parts(full.live), verdictVersion()];
    return {
      ...drawn,
      name: [...named('full'), 'code', version],
      resumes: true,
      play: async (assessment) => {
        const journal = new Journal(`${seed}`, version);
        for (const other of journal.others) console.log(`left aside, as other code played it: ${other}`);
        await assessment.playOffline(offline, journal);
        await assessment.playLive(live, journal);
      },
    };
  }
  const each = wholeNumber('--trials', trials ?? '', 1);
  const chosen = parts(each);
  return {
    ...drawn,
    name: named('trials', `${each}`, way),
    play: (assessment) => (way === 'offline' ? assessment.playOffline(chosen) : assessment.playLive(chosen)),
  };
}

async function assess({ name, resumes = false, seed, material, play }: Form, locale: Locale, json = false) {
  const free = freeName(fileName(name), resumes);
  const assessment = new Assessment(free);
  await play(assessment);
  const { trials } = assessment;
  console.log(`\n${printed(trials, seed, material.en).join('\n')}`);
  const set: TrialSet = { v: 1, madeAtMs: Date.now(), seed, material: material[locale], trials };
  console.log(`Report, trials and table: ${writeReport(set, free, locale).join(', ')}`);
  // Pictures are in the report.
  if (json) console.log(JSON.stringify(summarise(trials), (key, value) => (key === 'pictures' ? undefined : value)));
}

async function run(): Promise<void> {
  const { help, ...values } = parseOptions(options);
  if (help) return console.log(usage);
  checkForm(Object.keys(values));
  if (values.only === '') throw new InputError('--only: names nobody');
  if (values.challenge !== undefined) checkSeed(values.challenge);
  const { challenge, film, replay: bundle, locale = 'zh-CN', json } = values;
  if (!isLocale(locale)) throw new InputError(`--locale ${locale}: wants zh-CN or en`);
  if (challenge !== undefined) return showChallenge(challenge, film);
  if (bundle !== undefined) return showReplay(bundle, locale, json);
  return assess(formOf(values), locale, json);
}

/** One line for what ended the command: Node itself shows the line that threw, and the models' code is one long line. */
function end(error: unknown): never {
  const isUnusable = error instanceof InputError;
  const help = '\nnpm run assess -- --help says what there is.';
  console.error(isUnusable ? `${error.message}${help}` : `${error}`.split('\n')[0]);
  process.exit(isUnusable ? 2 : 1);
}

process.on('uncaughtException', end);
// So that what was started is ended too: a signal's own way out runs no handler of `exit`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
process.stdout.on('error', (error) => {
  unread = error;
});
cacheMiss.subscribe((what) => console.error(`cacheMiss what is not in .cache yet (once, minutes in all): ${what}`));
await run().catch(end);
