/** Names for an assessment's files. They say what was run, and a name that is taken is not used again. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the command's files. It is not in git. */
export const assessmentFolder = 'assessment';

/** File extensions of the report, the trials and the table. */
export const extensions = ['html', 'json', 'csv'] as const;

export const reportPath = (run: string, extension: (typeof extensions)[number]) =>
  join(assessmentFolder, `${run}.${extension}`);

export const failuresOf = (run: string) => join(assessmentFolder, 'failures', run);

/** Greatest length of a name in bytes. File systems allow 255; the rest is for `-run-N` and an extension. */
const maxBytes = 200;

/**
 * Makes a file name of these words, valid on every system. A long name is cut at its end, so put first what differs.
 */
export function fileName(words: readonly string[]): string {
  const name = words.join('-').replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-');
  // `encodeInto` writes whole characters only.
  const { read } = new TextEncoder().encodeInto(name, new Uint8Array(maxBytes));
  return name.slice(0, read);
}

/**
 * The first of NAME, NAME-run-2, NAME-run-3, … that is not taken.
 *
 * @param name from `fileName`
 * @param hasFailures whether a folder of failures with this name may exist, because this run continues the run that
 *   wrote it
 */
export function freeName(name: string, hasFailures = false): string {
  const isTaken = (run: string) =>
    [...extensions.map((each) => reportPath(run, each)), ...(hasFailures ? [] : [failuresOf(run)])].some(existsSync);
  for (let n = 1; ; n += 1) {
    const numbered = n === 1 ? name : `${name}-run-${n}`;
    if (!isTaken(numbered)) return numbered;
  }
}
