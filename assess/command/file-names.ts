/** Names for an assessment's files: after what was run, and never a name that is taken. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the command writes. Not in git. */
export const assessmentFolder = 'assessment';

/** File extensions of the report, the trials and the table. */
export const extensions = ['html', 'json', 'csv'] as const;

export const reportPath = (run: string, extension: (typeof extensions)[number]) =>
  join(assessmentFolder, `${run}.${extension}`);

export const failuresOf = (run: string) => join(assessmentFolder, 'failures', run);

/** Longest name in bytes. File systems allow 255; `-run-N` and an extension need some of them. */
const maxBytes = 200;

/** A file name, valid on every system, made of these words. A long name is cut, so put what differs first. */
export function fileName(words: readonly string[]): string {
  const name = words.join('-').replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-');
  // `encodeInto` writes whole characters only.
  const { read } = new TextEncoder().encodeInto(name, new Uint8Array(maxBytes));
  return name.slice(0, read);
}

/**
 * The first of NAME, NAME-run-2, NAME-run-3, … that no file has.
 *
 * @param name from `fileName`
 * @param hasFailures whether a folder of failures with this name may be this run's own
 */
export function freeName(name: string, hasFailures = false): string {
  const isTaken = (run: string) =>
    [...extensions.map((each) => reportPath(run, each)), ...(hasFailures ? [] : [failuresOf(run)])].some(existsSync);
  for (let n = 1; ; n += 1) {
    const numbered = n === 1 ? name : `${name}-run-${n}`;
    if (!isTaken(numbered)) return numbered;
  }
}
