/** What assessments' files are called: after what was run, and never as what is there already. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where assessments leave what they found. Not in git. */
export const assessmentFolder = 'assessment';

/** Of the report, the trials and the table. */
export const extensions = ['html', 'json', 'csv'] as const;

export const reportPath = (run: string, extension: (typeof extensions)[number]) =>
  join(assessmentFolder, `${run}.${extension}`);

export const failuresOf = (run: string) => join(assessmentFolder, 'failures', run);

/** Words as a name for a file on any system. */
export const fileName = (words: readonly string[]): string => words.join('-').replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-');

/**
 * The first of NAME, NAME-run-2, NAME-run-3, … under which nothing is there.
 *
 * @param what was run
 * @param hasFailures whether failures under the name may be this run's own
 */
export function freeName(what: readonly string[], hasFailures = false): string {
  const name = fileName(what);
  const isTaken = (run: string) =>
    [...extensions.map((each) => reportPath(run, each)), ...(hasFailures ? [] : [failuresOf(run)])].some(existsSync);
  for (let n = 1; ; n += 1) {
    const numbered = n === 1 ? name : `${name}-run-${n}`;
    if (!isTaken(numbered)) return numbered;
  }
}
