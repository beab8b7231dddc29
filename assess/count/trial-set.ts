/** Trials of one assessment as a file: JSON that the assessor's page opens again, and CSV for spreadsheets. */
import { z } from 'zod';
import { Asked } from '#protocol/capture/challenge.ts';
import { causes } from '#protocol/capture/verdict.ts';
import type { Trial } from './trial.ts';

export interface TrialSet {
  readonly v: 1;
  /** Epoch milliseconds. */
  readonly madeAtMs: number;
  /** Empty where nothing was drawn by a seed. */
  readonly seed: string;
  /** What was presented, in words. */
  readonly material: string;
  readonly trials: readonly Trial[];
}

const FailedChecks = z.array(z.object({ name: z.string(), measured: z.record(z.string(), z.number().nullable()) }));

const TrialFile = z.object({
  label: z.enum(['bona-fide', 'attack']),
  species: z.string(),
  player: z.string(),
  seed: z.string(),
  isBeyond: z.boolean().optional(),
  way: z.enum(['offline', 'live', 'simulated']),
  outcome: z.enum(['bona-fide', 'attack', 'undetermined', 'too-slow', 'unfinished']),
  causes: z.array(z.enum(causes)),
  failed: FailedChecks,
  risks: FailedChecks.optional(),
  windows: z.array(z.object({ ask: Asked, done: z.boolean(), foreign: z.array(z.string()) })),
  code: z.string().optional(),
  isCollision: z.boolean().optional(),
  pictures: z.array(z.object({ index: z.int(), jpeg: z.base64() })).optional(),
});

/** ECMA-262 §21.4.1.1: a later or earlier time is none. */
const latestMs = 8.64e15;

const TrialSetFile = z.object({
  v: z.literal(1),
  madeAtMs: z.number().min(-latestMs).max(latestMs),
  seed: z.string(),
  material: z.string(),
  trials: z.array(TrialFile),
});

/** @returns undefined if the text is no set of trials */
export function parseTrialSet(text: string): TrialSet | undefined {
  try {
    return TrialSetFile.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const columns: readonly (readonly [name: string, of: (trial: Trial) => string])[] = [
  ['label', ({ label }) => label],
  ['species', ({ species }) => species],
  ['player', ({ player }) => player],
  ['seed', ({ seed }) => seed],
  ['way', ({ way }) => way],
  ['outcome', ({ outcome }) => outcome],
  ['beyond', ({ isBeyond }) => (isBeyond ? 'yes' : '')],
  ['collision', ({ isCollision }) => (isCollision ? 'yes' : '')],
  ['causes', ({ causes: own }) => own.join(' ')],
  ['failedChecks', ({ failed }) => failed.map(({ name }) => name).join(' ')],
  ['asked', ({ windows }) => windows.map(({ ask }) => Object.values(ask).join('-')).join(' ')],
  ['done', ({ windows }) => windows.map(({ done }) => (done ? 'yes' : 'no')).join(' ')],
  ['code', ({ code }) => code ?? ''],
  ['failedRisks', ({ risks = [] }) => risks.map(({ name }) => name).join(' ')],
];

/** RFC 4180, one row a trial, with a byte order mark, without which Excel does not read UTF-8. */
export const toCsv = (trials: readonly Trial[]): string =>
  `\ufeff${[columns.map(([name]) => name), ...trials.map((trial) => columns.map(([, of]) => cell(of(trial))))]
    .map((row) => row.join(','))
    .join('\r\n')}\r\n`;

/** A value that no spreadsheet takes for a formula, nor one that reads full-width signs so. */
function cell(value: string): string {
  const plain = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
