/** Writes an assessment's files: the report (HTML), the trials for the assessor's page (JSON) and a table of them (CSV). */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Locale } from '#protocol/locale.ts';
import { reportDocument } from '../report/report.ts';
import { toCsv, type TrialSet } from '../count/trial-set.ts';
import { assessmentFolder, extensions, freeName, reportPath } from './file-names.ts';

/** @param run name of the files; a number is added if another run has taken it meanwhile @returns the files' paths */
export function writeReport(set: TrialSet, run: string, locale: Locale): string[] {
  mkdirSync(assessmentFolder, { recursive: true });
  const free = freeName(run, true);
  const text = { html: reportDocument(set, locale), json: JSON.stringify(set), csv: toCsv(set.trials) };
  return extensions.map((extension) => {
    const path = reportPath(free, extension);
    writeFileSync(path, text[extension], { flag: 'wx' });
    return path;
  });
}
