/** A folder for each trial that went wrong: its measures, and the revealed pictures. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failuresOf, fileName } from './file-names.ts';
import type { Trial } from '../count/trial.ts';

/**
 * Writes the folder of a failed trial.
 *
 * @param run name of the run's files
 * @param nth number of the trial in the run, because two trials may have the same player and seed
 * @returns the folder's path
 */
export function keepFailure({ pictures = [], ...trial }: Trial, run: string, nth: number): string {
  const name = fileName([`${nth}`.padStart(4, '0'), trial.way, trial.species, trial.player, trial.seed]);
  const folder = join(failuresOf(run), name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'trial.json'), `${JSON.stringify(trial, undefined, 2)}\n`);
  for (const { index, jpeg } of pictures)
    writeFileSync(join(folder, `frame-${index}.jpg`), Buffer.from(jpeg, 'base64'));
  return folder;
}
