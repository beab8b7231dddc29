/** The options of the command, and which of them can be combined. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Policy } from '#protocol/policy/policy.ts';
import { policies } from '#protocol/policy/registry.ts';
import { InputError } from '../../tool/command-line.ts';

/** Each form of the command, with the options that apply to it. */
const forms = {
  trials: ['offline', 'seed', 'only', 'part', 'policy', 'late', 'locale', 'json'],
  clips: ['offline', 'locale', 'json'],
  simulate: ['fit', 'seed', 'locale', 'json'],
  full: ['seed', 'only', 'part', 'locale', 'json'],
  replay: ['locale', 'json'],
  real: ['only', 'json'],
  challenge: ['film', 'policy'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const usage = `npm run assess -- FORM [OPTIONS]: assessments, with exact bounds of the error rates.

  --trials N             N trials with people and N with each species of attack, through widget and worker
      [--offline]        the same through the models and the appraisal, without a browser
      [--policy NAME]    asked and judged by this policy: ${policies.names.join(' (default) or ')}
      [--late MS]        people answer up to MS milliseconds later than usual; each trial's seed draws how much
  --clips FILE.json      your own clips: [{"clip", "label": "bona-fide"|"attack", "species", "seed"}]
      [--offline]        the same without a browser
  --simulate N           N seeded traces through the appraisal: half of people, half of attackers of three species
      [--fit]            also compare the simulated people with the actors, trait by trait
  --full                 150 offline and 10 live trials of each kind; a stopped run is resumed by the same code
  --replay BUNDLE.json   appraise an evidence bundle again; who signed its challenge is not checked
  --real DIR             clips of real people with labels.json: which blinks and actions the product sees, and what is foreign
  --challenge SEED       the whole timeline of a seeded challenge
      [--policy NAME]    at the pace of this policy: ${policies.names.join(' (default) or ')}
      [--film X.mjpeg]   also write an answer to it by a drawn face, for Chromium's fake camera

  --seed S               (trials, simulate, full) seed of every draw; without it a new seed is drawn and printed
  --only WORD            (trials, full) only players whose name or species contains WORD; their seeds stay the same
                         (real) only clips whose path contains WORD
  --part PART            (trials, full) the people who play: tuning (default), report or all. Thresholds are set on the
                         tuning part, so figures that are reported have to come from the report part
  --locale L             (all but challenge and real) language of the report or the replay: zh-CN (default) or en
  --json                 (all but challenge) end with one line {"bonaFide", "species", "people", "failures"};
                         for a replay {"verdict", "causes", "checks"}, for clips of real people {"clips", "total", "faults"}
  --help, -h             this text

Each assessment writes three files to assessment/, named after what was run: a report (HTML), the trials as JSON for the page
/assess/, and the trials as CSV. Each failed trial of a player also has a folder under assessment/failures, with the revealed
pictures. A report is never overwritten: a second run of the same name gets a number. A film is overwritten.`;

/** Refuses options that do not apply to the form, and more than one form. @throws InputError */
export function checkForm(given: readonly string[]): void {
  const [form, ...others] = given.filter((option): option is keyof typeof forms => Object.hasOwn(forms, option));
  if (form === undefined) {
    throw new InputError(
      'give --trials N, --clips FILE, --simulate N, --full, --replay FILE, --real DIR or --challenge SEED',
    );
  }
  if (others.length > 0) throw new InputError(`--${form} and --${others.join(' and --')}: give only one of them`);
  const known: readonly string[] = [form, ...forms[form]];
  const unusable = given.filter((option) => !known.includes(option));
  if (unusable.length > 0) throw new InputError(`--${unusable.join(' and --')}: no effect with --${form}`);
}

/** Refuses a seed that `POST /v1/sessions` would refuse. @throws InputError */
export function checkSeed(seed: string): void {
  if (seed.trim() !== seed || seed.length < 1 || seed.length > 64) {
    throw new InputError(
      `--challenge ${JSON.stringify(seed)}: must have 1 to 64 characters, without a space at either end`,
    );
  }
}

/** The policy with this name; the current one if no name is given. @throws InputError */
export function policyOf(name: string = policies.current.name): Policy {
  const found = policies.named(name);
  if (!found) throw new InputError(`--policy ${name}: there is only ${policies.names.join(' and ')}`);
  return found;
}

/** Refuses, before rendering, a film that could not be written. @throws InputError */
export function checkFilm(film: string): void {
  if (!film.endsWith('.mjpeg'))
    throw new InputError(`--film ${film}: must end in .mjpeg, because Chromium takes the format from the name`);
  const folder = dirname(film);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError(`--film ${film}: there is no folder ${folder}`);
  }
}
