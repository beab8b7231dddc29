/** Keeps what an assessor wants to see of a trial that went wrong: its measures, and the pictures the verifier looked at. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failuresOf, fileName } from './file-names.ts';
import type { Trial } from '../count/trial.ts';

/**
 * Write a failed trial's folder.
 *
 * @param run the name of the run's files
 * @param nth trial of the run: two trials may present the same
 * @returns its path
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
