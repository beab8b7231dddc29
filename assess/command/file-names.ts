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

/** Longest name, which leaves room for `-run-N` and an extension: file systems take 255 bytes. */
const maxBytes = 200;

/** Words as a name for a file on any system, cut where it is too long: what tells it from others stands in front. */
export function fileName(words: readonly string[]): string {
  const name = words.join('-').replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-');
  // It writes whole characters only.
  const { read } = new TextEncoder().encodeInto(name, new Uint8Array(maxBytes));
  return name.slice(0, read);
}

/**
 * The first of NAME, NAME-run-2, NAME-run-3, … under which nothing is there.
 *
 * @param name from `fileName`, of what was run
 * @param hasFailures whether failures under the name may be this run's own
 */
export function freeName(name: string, hasFailures = false): string {
  const isTaken = (run: string) =>
    [...extensions.map((each) => reportPath(run, each)), ...(hasFailures ? [] : [failuresOf(run)])].some(existsSync);
  for (let n = 1; ; n += 1) {
    const numbered = n === 1 ? name : `${name}-run-${n}`;
    if (!isTaken(numbered)) return numbered;
  }
}
