/** What the command can be given. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../../tool/command-line.ts';

/** Each form of the command, and the options that have an effect on it. */
const forms = {
  trials: ['offline', 'seed', 'only', 'locale', 'json'],
  clips: ['offline', 'locale', 'json'],
  simulate: ['fit', 'seed', 'locale', 'json'],
  full: ['seed', 'only', 'locale', 'json'],
  replay: ['locale', 'json'],
  challenge: ['film'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const usage = `npm run assess -- FORM [OPTIONS]: what assessors run. All count, with exact bounds.

  --trials N             N people, and N attacks of each species, through widget and worker
      [--offline]        the same through models and appraisal, without a browser
  --clips FILE.json      clips: [{"clip", "label": "bona-fide"|"attack", "species", "seed"}]
      [--offline]        the same without a browser
  --simulate N           N seeded traces through the appraisal: half of people, half of attackers of three species
      [--fit]            and the simulated people beside the actors, trait by trait
  --full                 150 offline and 10 live of everything; goes on where the same code was stopped
  --replay BUNDLE.json   one evidence bundle, as it is appraised now; not whether its challenge was a verifier's
  --challenge SEED       the whole timeline of a seeded challenge
      [--film X.mjpeg]   and an answer to it by a drawn face, for Chromium's fake camera

  --seed S               (trials, simulate, full) another draw; without it each run has its own, which is printed
  --only WORD            (trials, full) only players whose name or species has this word; their trials stay the same
  --locale L             (all but challenge) language of the report and of what is replayed: zh-CN (default) or en
  --json                 (all but challenge) the last line is {"bonaFide", "species", "failures"};
                         of a replay {"verdict", "causes", "checks"}
  --help, -h             this

Each assessment leaves a report to read and print, its trials as JSON, which the page /assess/ opens, and as CSV, under
assessment/, named after what was run. Failed trials of players are kept under assessment/failures too, with the pictures
that the verifier looked at. No report is written over: a run like an earlier one gets a number. A film is.`;

/** Refuse options of which some would be left without effect. @throws InputError */
export function checkForm(given: readonly string[]): void {
  const [form, ...others] = given.filter((option): option is keyof typeof forms => option in forms);
  if (form === undefined) {
    throw new InputError('give --trials N, --clips FILE, --simulate N, --full, --replay FILE or --challenge SEED');
  }
  if (others.length > 0) throw new InputError(`--${form} and --${others.join(' and --')}: give one of them`);
  const known: readonly string[] = [form, ...forms[form]];
  const idle = given.filter((option) => !known.includes(option));
  if (idle.length > 0) throw new InputError(`--${idle.join(' and --')}: without effect on --${form}`);
}

/** Refuse a seed that no session would take. @throws InputError */
export function checkSeed(seed: string): void {
  if (seed.trim() !== seed || seed.length < 1 || seed.length > 64) {
    throw new InputError(`--challenge ${JSON.stringify(seed)}: wants 1 to 64 characters, with no space around them`);
  }
}

/** Refuse a film that could not be written, before it is rendered. @throws InputError */
export function checkFilm(film: string): void {
  if (!film.endsWith('.mjpeg'))
    throw new InputError(`--film ${film}: must be .mjpeg, by which Chromium knows what it is`);
  const folder = dirname(film);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError(`--film ${film}: there is no folder ${folder}`);
  }
}
