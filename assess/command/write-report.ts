/** An assessment's files: the report to read and print, the trials for the assessor's page, and a table of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Locale } from '#protocol/locale.ts';
import { reportDocument } from '../report/report.ts';
import { toCsv, type TrialSet } from '../count/trial-set.ts';
import { assessmentFolder, extensions, freeName, reportPath } from './file-names.ts';

/** @param run the name of the files; another is taken if a run beside this one took it meanwhile @returns their paths */
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
