/** Writes the trials of a long assessment one by one, so that a stopped run can be resumed. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { presentationOf, type PlannedTrial } from './planned-trials.ts';
import { assessmentFolder } from './file-names.ts';
import { trialBroken, type Trial } from '../count/trial.ts';
import { sourceVersion } from '../actor/cache.ts';

/** A hash of all code that a verdict depends on: actors, widget and verifier. */
export const verdictVersion = (): string =>
  sourceVersion([
    'worker/',
    'protocol/',
    'vision/',
    'widget/',
    'assess/actor/',
    'assess/synthetic/',
    'assess/clip/',
    'assess/command/planned-trials.ts',
    'assess/command/offline.ts',
    'assess/command/live.ts',
    'assess/count/trial.ts',
    'models/manifest.json',
    'package-lock.json',
  ]).slice(0, 12);

const keyOf = (way: Trial['way'], species: string, player: string, seed: string) =>
  JSON.stringify([way, species, player, seed]);

export class Journal {
  /** Paths of the journals that other versions of the code wrote for the same seed. */
  readonly others: readonly string[];
  readonly #file: string;
  readonly #known = new Map<string, Trial>();

  /**
   * @param seed the assessment's seed; each seed has its own journal
   * @param version from `verdictVersion`; each version of the code has its own journal
   */
  constructor(seed: string, version: string) {
    mkdirSync(assessmentFolder, { recursive: true });
    this.#file = join(assessmentFolder, `full-${seed}-${version}.jsonl`);
    const ofSeed = new RegExp(`^full-${seed}(-[^-]+)?\\.jsonl$`);
    const journals = readdirSync(assessmentFolder).filter((name) => ofSeed.test(name));
    this.others = journals.map((name) => join(assessmentFolder, name)).filter((path) => path !== this.#file);
    for (const line of wholeLines(this.#file)) this.#keep(JSON.parse(line) as Trial);
  }

  find(way: Trial['way'], planned: PlannedTrial): Trial | undefined {
    const { species, player, seed } = presentationOf(planned);
    return this.#known.get(keyOf(way, species, player, seed));
  }

  /** Writes a trial. A broken trial is not written, so that the next run plays it again. */
  add(trial: Trial): void {
    if (trial.code === trialBroken) return;
    this.#keep(trial);
    appendFileSync(this.#file, `${JSON.stringify(trial)}\n`);
  }

  #keep(trial: Trial): void {
    this.#known.set(keyOf(trial.way, trial.species, trial.player, trial.seed), trial);
  }
}

/**
 * The complete lines of a file. An incomplete last line, left when the process was killed, is removed from the file.
 */
function wholeLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf('\n') + 1;
  truncateSync(file, end);
  return bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
}
