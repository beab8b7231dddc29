/** Trials of a long assessment, written one by one, so that it goes on where it was stopped. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { presentationOf, type PlannedTrial } from './planned-trials.ts';
import { assessmentFolder } from './file-names.ts';
import { trialBroken, type Trial } from '../count/trial.ts';
import { sourceVersion } from '../actor/cache.ts';

/** A hash of the code that verdicts depend on: who plays, what is played to, and what is made of it. */
export const verdictVersion = (): string =>
  sourceVersion([
    '../../worker/',
    '../../protocol/',
    '../../vision/',
    '../../widget/',
    './',
    '../synthetic/',
    '../command/planned-trials.ts',
    '../command/offline.ts',
    '../command/live.ts',
    '../count/trial.ts',
    '../../models/manifest.json',
    '../../package-lock.json',
  ]).slice(0, 12);

const keyOf = (way: Trial['way'], species: string, player: string, seed: string) =>
  JSON.stringify([way, species, player, seed]);

export class Journal {
  /** Journals of the same seed that other code left. */
  readonly others: readonly string[];
  readonly #file: string;
  readonly #known = new Map<string, Trial>();

  /**
   * @param seed of the assessment: another seed is another assessment
   * @param version of the code, from `verdictVersion`: other code may come to other verdicts
   */
  constructor(seed: string, version: string) {
    mkdirSync(assessmentFolder, { recursive: true });
    this.#file = join(assessmentFolder, `full-${seed}-${version}.jsonl`);
    const ofSeed = new RegExp(`^full-${seed}(-[^-]+)?\\.jsonl$`);
    const journals = readdirSync(assessmentFolder).filter((name) => ofSeed.test(name));
    this.others = journals.map((name) => join(assessmentFolder, name)).filter((path) => path !== this.#file);
    for (const line of wholeLines(this.#file)) this.#keep(JSON.parse(line) as Trial);
  }

  find(way: Trial['way'], part: PlannedTrial): Trial | undefined {
    const { species, player, seed } = presentationOf(part);
    return this.#known.get(keyOf(way, species, player, seed));
  }

  /** A trial that broke is not kept: it is tried again. */
  add(trial: Trial): void {
    if (trial.code === trialBroken) return;
    this.#keep(trial);
    appendFileSync(this.#file, `${JSON.stringify(trial)}\n`);
  }

  #keep(trial: Trial): void {
    this.#known.set(keyOf(trial.way, trial.species, trial.player, trial.seed), trial);
  }
}

/** The lines of a file. One that its process was killed in is cut off, so that the next does not go on from it. */
function wholeLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf('\n') + 1;
  truncateSync(file, end);
  return bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
}
