/** From the options to a plan: what is presented, how it is played, and the names of the files. */
import { basename } from 'node:path';
import type { Locale } from '#protocol/locale.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { parts } from '../count/person.ts';
import { InputError, wholeNumber } from '../../tool/command-line.ts';
import { actorMaterial, materials, type MaterialText } from '../report/material.ts';
import type { Assessment } from './assessment.ts';
import { readClips } from './clips.ts';
import { fit, fitLines } from './fit.ts';
import { Journal, verdictVersion } from './journal.ts';
import { planTrials, type PlayedPart } from './planned-trials.ts';
import { simulate } from './simulate.ts';
import { policyOf } from './usage.ts';

/** The options that choose and shape an assessment, as given. */
export interface PlanOptions {
  readonly trials?: string | undefined;
  readonly offline?: boolean | undefined;
  readonly clips?: string | undefined;
  readonly simulate?: string | undefined;
  readonly fit?: boolean | undefined;
  readonly full?: boolean | undefined;
  readonly seed?: string | undefined;
  readonly only?: string | undefined;
  readonly part?: string | undefined;
  readonly policy?: string | undefined;
  readonly late?: string | undefined;
}

export interface Plan {
  /** The words that say what is run. The names of the files are made of them. */
  readonly name: readonly string[];
  /** Whether the run continues an earlier run of the same name, whose failures may already be written. */
  readonly resumes?: boolean;
  /** Empty if no seed is used. */
  readonly seed: string;
  readonly material: MaterialText;
  /** The policy that asks and judges; by default the current one. */
  readonly policy?: Policy;
  readonly play: (assessment: Assessment) => Promise<void>;
}

/** Simulated people that `--fit` compares with the actors. */
const fittedPeople = 300;

/** Trials of each kind in the full assessment. */
const fullTrials = { offline: 150, live: 10 };

/** @throws InputError */
export function planOf(options: PlanOptions): Plan {
  if (options.clips !== undefined) return clipsPlan(options.clips, options);
  const seed = wholeNumber('--seed', options.seed ?? `${Date.now() % 100_000}`);
  if (options.simulate !== undefined) return simulationPlan(options.simulate, seed, options);
  return options.full ? fullPlan(seed, options) : trialsPlan(seed, options);
}

function clipsPlan(file: string, { offline = false }: PlanOptions): Plan {
  const clips = readClips(file);
  return {
    name: ['clips', basename(file, '.json'), offline ? 'offline' : 'live'],
    seed: '',
    material: { en: `the clips of ${file}`, 'zh-CN': `${file} 所列的录像` },
    play: (assessment) => (offline ? assessment.showOffline(clips) : assessment.showLive(clips)),
  };
}

function simulationPlan(given: string, seed: number, options: PlanOptions): Plan {
  const traces = wholeNumber('--simulate', given, 1);
  return {
    name: ['simulated', `${traces}`, ...nameEnd(seed, options)],
    seed: `${seed}`,
    material: materials.simulated,
    play: async ({ trials }) => {
      for (const trial of simulate(traces, seed)) trials.push(trial);
      if (options.fit) console.log(fitLines(await fit(fittedPeople, seed)).join('\n'));
    },
  };
}

function fullPlan(seed: number, options: PlanOptions): Plan {
  const { only = '' } = options;
  const part = partOf(options.part);
  const offline = planTrials({ trials: fullTrials.offline, seed, only, part });
  const live = planTrials({ trials: fullTrials.live, seed, only, part });
  const version = verdictVersion();
  return {
    name: ['full', ...nameEnd(seed, options), 'code', version],
    resumes: true,
    seed: `${seed}`,
    material: actorMaterial([...offline, ...live].map(({ player, seed: own }) => player.material(own))),
    play: async (assessment) => {
      const journal = new Journal(`${seed}`, version);
      for (const other of journal.others)
        console.log(`not resumed, because another version of the code played it: ${other}`);
      await assessment.playOffline(offline, journal);
      await assessment.playLive(live, journal);
    },
  };
}

function trialsPlan(seed: number, options: PlanOptions): Plan {
  const { only = '', offline = false } = options;
  const part = partOf(options.part);
  const trials = wholeNumber('--trials', options.trials ?? '', 1);
  const policy = policyOf(options.policy);
  const lateMs = options.late === undefined ? undefined : wholeNumber('--late', options.late, 0, 60_000);
  const planned = planTrials({ trials, seed, only, part, policy, ...(lateMs !== undefined && { lateMs }) });
  return {
    name: ['trials', `${trials}`, offline ? 'offline' : 'live', ...nameEnd(seed, options)],
    seed: `${seed}`,
    policy,
    material: actorMaterial(planned.map(({ player, seed: own }) => player.material(own))),
    play: (assessment) => (offline ? assessment.playOffline(planned) : assessment.playLive(planned)),
  };
}

const nameEnd = (seed: number, { only, part, policy, late }: PlanOptions): string[] => [
  ...(policy === undefined ? [] : [policy]),
  ...(late === undefined ? [] : ['late', late]),
  ...(part === undefined ? [] : ['part', part]),
  ...(only === undefined ? [] : ['only', only]),
  'seed',
  `${seed}`,
];

/** The people who play. Only who asks for it sees the report part. @throws InputError */
export function partOf(text = 'tuning'): PlayedPart {
  const known: readonly PlayedPart[] = [...parts, 'all'];
  const found = known.find((part) => part === text);
  if (!found) throw new InputError(`--part ${text}: must be ${known.join(', ')}`);
  return found;
}

/** @throws InputError if the locale is not one of the report's languages */
export function localeOf(text: string): Locale {
  if (text === 'zh-CN' || text === 'en') return text;
  throw new InputError(`--locale ${text}: must be zh-CN or en`);
}
