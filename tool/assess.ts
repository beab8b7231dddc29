/**
 * `npm run assess`: what assessors run. The last form that is given counts; all print counts with exact bounds.
 *
 *     npm run assess -- --trials N                    N people, and N attacks of each species, through widget and worker
 *     npm run assess -- --trials N --offline          the same through models and appraisal, without a browser
 *     npm run assess -- --clips FILE.json [--offline] clips: [{"clip", "label": "bona-fide"|"attack", "species", "seed"}]
 *     npm run assess -- --simulate N                  N seeded traces of people, and of attackers, through the appraisal
 *         [--fit]                                     and the simulated people beside the actors, trait by trait
 *     npm run assess -- --full                        150 offline and 10 live of everything; goes on where it stopped
 *     npm run assess -- --challenge SEED              the whole timeline of a seeded challenge
 *         [--film FILE.mjpeg]                         and an answer to it by a drawn face, for Chromium's fake camera
 *
 *     --seed S    another draw; without it each run has its own, which is printed
 *     --only WORD only players whose name or species has this word
 *     --json      the last line is {"bonaFide", "species", "failures"}
 *
 * Failed trials are kept under assessment/failures, with the pictures that the verifier looked at.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { drawAsks, schedule, seededDraw } from '#protocol/challenge.ts';
import { policy } from '#protocol/policy.ts';
import { answerScript } from '../test/actor/answer.ts';
import { drawnSource } from '../test/actor/drawn/source.ts';
import { renderClip } from '../test/actor/script.ts';
import { cast } from './assess/cast.ts';
import { ClipsMalformed, readClips, showOffline } from './assess/clips.ts';
import { keepFailure, type Evidence } from './assess/failures.ts';
import { fit, printedFit } from './assess/fit.ts';
import { Journal } from './assess/journal.ts';
import { LiveStage } from './assess/live.ts';
import { playOffline } from './assess/offline.ts';
import { simulate } from './assess/simulate.ts';
import { account, line, printed, summarise } from './assess/summary.ts';
import { timeline } from './assess/timeline.ts';
import { isError, type Trial } from './assess/trial.ts';

const { values } = parseArgs({
  options: {
    trials: { type: 'string' },
    offline: { type: 'boolean', default: false },
    clips: { type: 'string' },
    simulate: { type: 'string' },
    fit: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    challenge: { type: 'string' },
    film: { type: 'string' },
    seed: { type: 'string', default: `${Date.now() % 100_000}` },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

/** Simulated people that are set beside the actors. */
const fitted = 300;

/** Trials of each kind in the full assessment. */
const full = { offline: 150, live: 10 };

const trials: Trial[] = [];

function take(trial: Trial, evidence: Evidence = []): void {
  trials.push(trial);
  console.log(line(trial));
  // What actions alone do not hold fails as expected, every time.
  if (!isError(trial) || trial.isBeyond) return;
  console.log(`${account(trial)}\n    ${keepFailure(trial, evidence)}`);
}

async function playAllOffline(many: number, journal?: Journal): Promise<void> {
  for (const part of cast({ trials: many, seed: count(values.seed), only: values.only })) {
    const known = journal?.find('offline', part);
    if (known) {
      take(known);
      continue;
    }
    const { trial, evidence } = await playOffline(part);
    take(trial, evidence);
    journal?.add(trial);
  }
}

async function playAllLive(many: number, journal?: Journal): Promise<void> {
  const stage = await LiveStage.open();
  try {
    for (const part of cast({ trials: many, seed: count(values.seed), only: values.only })) {
      const known = journal?.find('live', part);
      const trial = known ?? (await stage.play(part));
      take(trial);
      if (!known) journal?.add(trial);
    }
  } finally {
    await stage.close();
  }
}

async function showClips(file: string): Promise<void> {
  const clips = readClips(file);
  if (values.offline) {
    for (const clip of clips) {
      const { trial, evidence } = await showOffline(clip);
      take(trial, evidence);
    }
    return;
  }
  const stage = await LiveStage.open();
  try {
    for (const clip of clips) take(await stage.show(clip));
  } finally {
    await stage.close();
  }
}

async function showChallenge(seed: string): Promise<void> {
  console.log(timeline(seed, policy).join('\n'));
  if (values.film === undefined) return;
  const slots = schedule(drawAsks(seededDraw(seed), policy), policy);
  await writeFile(values.film, await renderClip(drawnSource('mei'), answerScript(slots, 600, { leadInMs: 3_000 })));
  console.log(`written: ${values.film}`);
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Error(`not a count: ${text}`);
  return number;
}

function material(): string {
  if (values.clips !== undefined) return `the clips of ${values.clips}`;
  return values.simulate === undefined
    ? 'drawn faces and animated photos, not people'
    : 'simulated traces without pictures, not people';
}

async function assess(): Promise<void> {
  if (values.clips !== undefined) await showClips(values.clips);
  else if (values.simulate !== undefined) {
    trials.push(...simulate(count(values.simulate), count(values.seed)));
    if (values.fit) console.log(printedFit(await fit(fitted, count(values.seed))).join('\n'));
  } else if (values.full) {
    const journal = new Journal(values.seed);
    await playAllOffline(full.offline, journal);
    await playAllLive(full.live, journal);
  } else {
    const many = count(values.trials!);
    await (values.offline ? playAllOffline(many) : playAllLive(many));
  }
  const summary = summarise(trials);
  console.log(`\n${printed(summary, values.seed, material()).join('\n')}`);
  if (values.json) console.log(JSON.stringify(summary));
}

const wanted = [values.trials, values.clips, values.simulate, values.full || undefined];
try {
  if (values.challenge !== undefined) await showChallenge(values.challenge);
  else if (wanted.some((form) => form !== undefined)) await assess();
  else {
    console.error(
      'Give --trials N, --clips FILE, --simulate N, --full or --challenge SEED. See the head of tool/assess.ts.',
    );
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof ClipsMalformed)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
