/** The trials of one assessment as files: JSON for the assessor's page, and CSV for spreadsheets. */
import { z } from 'zod';
import { Asked } from '#protocol/capture/challenge.ts';
import { causes } from '#protocol/capture/verdict.ts';
import type { PolicyName } from '#protocol/policy/policy.ts';
import { csvOf } from './csv.ts';
import type { CheckBound } from './margins.ts';
import { traitNames, valuesOf } from './groups.ts';
import { ageGroups, covers, eyeShapes, lights, movements, parts, sexes, tones } from './person.ts';
import type { Trial } from './trial.ts';

/** The policy that judged the trials, and the version of the code that applied it. */
export interface Judge {
  readonly policy: PolicyName;
  readonly code: string;
}

export interface TrialSet {
  readonly v: 1;
  /** Epoch milliseconds. */
  readonly madeAtMs: number;
  /** Empty if no seed was used. */
  readonly seed: string;
  /** What was presented, in words. */
  readonly material: string;
  /** All judges of these trials; empty in a file from before this field existed. */
  readonly judges: readonly Judge[];
  /** The bounds of all checks under the policy that judged; absent if they are not known. */
  readonly bounds?: readonly CheckBound[] | undefined;
  readonly trials: readonly Trial[];
}

const MeasuredChecks = z.array(z.object({ name: z.string(), measured: z.record(z.string(), z.number().nullable()) }));

const TraitsFile = z.object({
  part: z.enum(parts),
  age: z.enum(ageGroups),
  sex: z.enum(sexes),
  tone: z.enum(tones),
  light: z.enum(lights),
  eyes: z.enum(eyeShapes),
  covers: z.array(z.enum(covers)),
  movements: z.array(z.enum(movements)),
});

const TrialFile = z.object({
  label: z.enum(['bona-fide', 'attack']),
  species: z.string(),
  player: z.string(),
  seed: z.string(),
  isBeyond: z.boolean().optional(),
  traits: TraitsFile.optional(),
  lateMs: z.int().nonnegative().optional(),
  way: z.enum(['offline', 'live', 'simulated']),
  outcome: z.enum(['bona-fide', 'attack', 'undetermined', 'too-slow', 'unfinished']),
  causes: z.array(z.enum(causes)),
  checks: MeasuredChecks.optional(),
  failed: MeasuredChecks,
  risks: MeasuredChecks.optional(),
  windows: z.array(z.object({ ask: Asked, done: z.boolean(), foreign: z.array(z.string()) })),
  code: z.string().optional(),
  isCollision: z.boolean().optional(),
  pictures: z.array(z.object({ index: z.int(), jpeg: z.base64() })).optional(),
});

/** The range of a `Date`: ECMA-262 §21.4.1.1. */
const latestMs = 8.64e15;

const TrialSetFile = z.object({
  v: z.literal(1),
  madeAtMs: z.number().min(-latestMs).max(latestMs),
  seed: z.string(),
  material: z.string(),
  judges: z.array(z.object({ policy: z.object({ name: z.string(), version: z.int() }), code: z.string() })).default([]),
  bounds: z
    .array(
      z.object({
        check: z.string(),
        of: z.string(),
        side: z.enum(['at-least', 'at-most']),
        value: z.number(),
        means: z.enum(['undetermined', 'attack']),
      }),
    )
    .optional(),
  trials: z.array(TrialFile),
});

/** @returns undefined if the text is not a set of trials */
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
  ['lateMs', ({ lateMs }) => (lateMs === undefined ? '' : `${lateMs}`)],
  ...traitNames.map((name) => [name, ({ traits }: Trial) => (traits ? valuesOf(traits, name).join(' ') : '')] as const),
];

/**
 * CSV (RFC 4180) with one row for each trial. Excel reads UTF-8 only after a byte order mark, so the text begins with
 * one.
 */
export const toCsv = (trials: readonly Trial[]): string =>
  csvOf([columns.map(([name]) => name), ...trials.map((trial) => columns.map(([, of]) => of(trial)))]);
