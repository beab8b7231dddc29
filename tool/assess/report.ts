/** An assessment's files: the report to read and print, the trials for the assessor's page, and a table of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '#protocol/message.ts';
import { reportDocument } from '../../assess/report.ts';
import { toCsv, type TrialSet } from '../../assess/trial-set.ts';
import { assessmentFolder } from './failures.ts';

/** @param name of the files @returns their paths */
export function writeReport(set: TrialSet, name: string, locale: Locale): string[] {
  mkdirSync(assessmentFolder, { recursive: true });
  const files: readonly (readonly [extension: string, text: string])[] = [
    ['html', reportDocument(set, locale)],
    ['json', JSON.stringify(set)],
    ['csv', toCsv(set.trials)],
  ];
  return files.map(([extension, text]) => {
    const path = join(assessmentFolder, `${name}.${extension}`);
    writeFileSync(path, text);
    return path;
  });
}
