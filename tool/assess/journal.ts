/** Trials of a long assessment, written one by one, so that it goes on where it was stopped. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presentationOf, type Part } from './cast.ts';
import { assessmentFolder } from './names.ts';
import type { Trial } from '../../assess/trial.ts';

const keyOf = (way: Trial['way'], species: string, player: string, seed: string) =>
  JSON.stringify([way, species, player, seed]);

export class Journal {
  readonly #file: string;
  readonly #known = new Map<string, Trial>();

  /** @param seed of the assessment: another seed is another assessment */
  constructor(seed: string) {
    mkdirSync(assessmentFolder, { recursive: true });
    this.#file = join(assessmentFolder, `full-${seed}.jsonl`);
    const lines = existsSync(this.#file) ? readFileSync(this.#file, 'utf8').split('\n').slice(0, -1) : [];
    for (const line of lines) this.#keep(JSON.parse(line) as Trial);
  }

  find(way: Trial['way'], part: Part): Trial | undefined {
    const { species, player, seed } = presentationOf(part);
    return this.#known.get(keyOf(way, species, player, seed));
  }

  add(trial: Trial): void {
    this.#keep(trial);
    appendFileSync(this.#file, `${JSON.stringify(trial)}\n`);
  }

  #keep(trial: Trial): void {
    this.#known.set(keyOf(trial.way, trial.species, trial.player, trial.seed), trial);
  }
}
