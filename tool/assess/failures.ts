/** Keeps what an assessor wants to see of a trial that went wrong: its measures, and the pictures the verifier looked at. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trial } from '../../assess/trial.ts';

/** Where assessments leave what they found. Not in git. */
export const assessmentFolder = 'assessment';

/** Write a failed trial's folder. @returns its path */
export function keepFailure({ pictures = [], ...trial }: Trial): string {
  const name = [trial.way, trial.species, trial.player, trial.seed].join(' ').replaceAll(/[^\w.-]+/g, '-');
  const folder = join(assessmentFolder, 'failures', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'trial.json'), `${JSON.stringify(trial, undefined, 2)}\n`);
  for (const { index, jpeg } of pictures)
    writeFileSync(join(folder, `frame-${index}.jpg`), Buffer.from(jpeg, 'base64'));
  return folder;
}
