/**
 * `npm run assess`: what assessors run. The last form that is given counts; all print counts with exact bounds.
 *
 *     npm run assess -- --trials N                    N people, and N attacks of each species, through widget and worker
 *     npm run assess -- --trials N --offline          the same through models and appraisal, without a browser
 *     npm run assess -- --clips FILE.json [--offline] clips: [{"clip", "label": "bona-fide"|"attack", "species", "seed"}]
 *     npm run assess -- --simulate N                  N seeded traces of people, and of attackers, through the appraisal
 *         [--fit]                                     and the simulated people beside the actors, trait by trait
 *     npm run assess -- --full                        150 offline and 10 live of everything; goes on where it stopped
 *     npm run assess -- --replay BUNDLE.json          one evidence bundle, as it is appraised now
 *     npm run assess -- --challenge SEED              the whole timeline of a seeded challenge
 *         [--film FILE.mjpeg]                         and an answer to it by a drawn face, for Chromium's fake camera
 *
 *     --seed S    another draw; without it each run has its own, which is printed
 *     --only WORD only players whose name or species has this word
 *     --locale L  language of the report: zh-CN (default) or en
 *     --json      the last line is {"bonaFide", "species", "failures"}
 *
 * Each assessment leaves a report to read and print, its trials as JSON, which the page /assess/ opens, and as CSV, under
 * assessment/. Failed trials are kept under assessment/failures too, with the pictures that the verifier looked at.
 */
import { writeFile } from 'node:fs/promises';
import type { parseArgs } from 'node:util';
import { drawAsks, schedule, seededDraw } from '#protocol/challenge.ts';
import type { Locale } from '#protocol/message.ts';
import { policy } from '#protocol/policy.ts';
import { account, line, printed, summarise } from '../assess/summary.ts';
import { isFailure, unanswered, type Trial } from '../assess/trial.ts';
import type { TrialSet } from '../assess/trial-set.ts';
import { answerScript } from '../test/actor/answer.ts';
import { drawnSource } from '../test/actor/drawn/source.ts';
import { renderClip } from '../test/actor/script.ts';
import { cast, type Part } from './assess/cast.ts';
import { readClips, showOffline, type Clip } from './assess/clips.ts';
import { keepFailure } from './assess/failures.ts';
import { fit, printedFit } from './assess/fit.ts';
import { Journal } from './assess/journal.ts';
import { LiveStage } from './assess/live.ts';
import { playOffline } from './assess/offline.ts';
import { replay } from './assess/replay.ts';
import { writeReport } from './assess/report.ts';
import { simulate } from './assess/simulate.ts';
import { timeline } from './assess/timeline.ts';
import { argumentsOf, isLocale, Unusable, wholeNumber } from './assess/unusable.ts';

const options = {
  trials: { type: 'string' },
  offline: { type: 'boolean', default: false },
  clips: { type: 'string' },
  simulate: { type: 'string' },
  fit: { type: 'boolean', default: false },
  full: { type: 'boolean', default: false },
  replay: { type: 'string' },
  challenge: { type: 'string' },
  film: { type: 'string' },
  seed: { type: 'string', default: `${Date.now() % 100_000}` },
  only: { type: 'string', default: '' },
  locale: { type: 'string', default: 'zh-CN' },
  json: { type: 'boolean', default: false },
} as const;

/** Simulated people that are set beside the actors. */
const fitted = 300;

/** Trials of each kind in the full assessment. */
const full = { offline: 150, live: 10 };

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** The trials of one run, and what is said of each as it ends. */
class Assessment {
  readonly trials: Trial[] = [];

  take(trial: Trial): void {
    this.trials.push(trial);
    console.log(line(trial));
    if (isFailure(trial)) console.log(`${account(trial)}\n    ${keepFailure(trial)}`);
  }

  async playOffline(parts: readonly Part[], journal?: Journal): Promise<void> {
    for (const part of parts) {
      const known = journal?.find('offline', part);
      const trial = known ?? (await playOffline(part));
      this.take(trial);
      if (!known) journal?.add(trial);
    }
  }

  async playLive(parts: readonly Part[], journal?: Journal): Promise<void> {
    await onStage(async (stage) => {
      for (const part of parts) {
        const known = journal?.find('live', part);
        const trial = known ?? (await stage.play(part));
        this.take(trial);
        if (!known) journal?.add(trial);
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

/** A clip that cannot be read counts as unfinished, and does not end the others. */
async function shown(clip: Clip, way: Trial['way'], show: (clip: Clip) => Promise<Trial>): Promise<Trial> {
  try {
    return await show(clip);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
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
  console.log(timeline(seed, policy).join('\n'));
  if (film === undefined) return;
  const slots = schedule(drawAsks(seededDraw(seed), policy), policy);
  await writeFile(film, await renderClip(drawnSource('mei'), answerScript(slots, 600, { leadInMs: 3_000 })));
  console.log(`written: ${film}`);
}

/** A form of the command: what it is called in files, what it presents, and how it is played. */
interface Form {
  readonly name: string;
  readonly material: Readonly<Record<Locale, string>>;
  readonly play: (assessment: Assessment) => Promise<void>;
}

const actors = { en: 'drawn faces and animated photos, not people', 'zh-CN': '手绘人脸和动画照片，不是真人' };

/** @throws Unusable */
function formOf({
  clips,
  simulate: many,
  fit: isFitted,
  full: isFull,
  trials,
  offline,
  only,
  ...values
}: Values): Form | undefined {
  const seed = wholeNumber('--seed', values.seed);
  const parts = (each: number) => cast({ trials: each, seed, only });
  if (clips !== undefined) {
    const chosen = readClips(clips);
    return {
      name: 'clips',
      material: { en: `the clips of ${clips}`, 'zh-CN': `${clips} 所列的录像` },
      play: (assessment) => assessment.show(chosen, offline),
    };
  }
  if (many !== undefined) {
    const traces = wholeNumber('--simulate', many, 1);
    return {
      name: `simulated-${seed}`,
      material: { en: 'simulated traces without pictures, not people', 'zh-CN': '没有画面的仿真轨迹，不是真人' },
      play: async ({ trials: taken }) => {
        for (const trial of simulate(traces, seed)) taken.push(trial);
        if (isFitted) console.log(printedFit(await fit(fitted, seed)).join('\n'));
      },
    };
  }
  if (isFull) {
    return {
      name: `full-${seed}`,
      material: actors,
      play: async (assessment) => {
        const journal = new Journal(`${seed}`);
        await assessment.playOffline(parts(full.offline), journal);
        await assessment.playLive(parts(full.live), journal);
      },
    };
  }
  if (trials === undefined) return undefined;
  const chosen = parts(wholeNumber('--trials', trials, 1));
  return {
    name: `trials-${seed}`,
    material: actors,
    play: (assessment) => (offline ? assessment.playOffline(chosen) : assessment.playLive(chosen)),
  };
}

async function assess({ name, material, play }: Form, { seed, locale, json }: Values): Promise<void> {
  if (!isLocale(locale)) throw new Unusable(`--locale ${locale}: wants zh-CN or en`);
  const assessment = new Assessment();
  await play(assessment);
  const { trials } = assessment;
  console.log(`\n${printed(trials, seed, material.en).join('\n')}`);
  const set: TrialSet = { v: 1, madeAtMs: Date.now(), seed, material: material[locale], trials };
  console.log(`Report, trials and table: ${writeReport(set, name, locale).join(', ')}`);
  // Pictures are in the report.
  if (json) console.log(JSON.stringify(summarise(trials), (key, value) => (key === 'pictures' ? undefined : value)));
}

async function run(values: Values): Promise<void> {
  if (values.challenge !== undefined) return showChallenge(values.challenge, values.film);
  if (values.replay !== undefined) return console.log((await replay(values.replay)).join('\n'));
  const form = formOf(values);
  if (!form)
    throw new Unusable('give --trials N, --clips FILE, --simulate N, --full, --replay FILE or --challenge SEED');
  return assess(form, values);
}

try {
  await run(argumentsOf(options));
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  console.error(`${error.message}\nThe head of tool/assess.ts says what there is.`);
  process.exitCode = 2;
}
