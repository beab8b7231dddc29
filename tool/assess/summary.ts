/** Counts and exact bounds of an assessment. Pure. */
import { exactInterval } from './interval.ts';
import { isError, type Outcome, type Trial } from './trial.ts';

/** Counts of one kind of presentation: every trial is in one of them. */
export interface Counts {
  readonly name: string;
  readonly trials: number;
  readonly accepted: number;
  /** Found an attack. */
  readonly refused: number;
  readonly undetermined: number;
  readonly tooSlow: number;
  readonly unfinished: number;
  /** Attacks that were recorded for another challenge and happened to be what was asked; among the trials. */
  readonly collisions: number;
  /** Exact (Clopper–Pearson) 95 % bounds of the error rate: attacks accepted (APCER), or people not accepted. */
  readonly lower95: number;
  readonly upper95: number;
  readonly isBeyond: boolean;
}

export interface Summary {
  readonly bonaFide: Counts | undefined;
  readonly species: readonly Counts[];
  /** Every trial that went as it must not. */
  readonly failures: readonly Trial[];
}

export function summarise(trials: readonly Trial[]): Summary {
  const people = trials.filter(({ label }) => label === 'bona-fide');
  const attacks = trials.filter(({ label }) => label === 'attack');
  const species = [...new Set(attacks.map((trial) => trial.species))];
  return {
    bonaFide: people.length > 0 ? countsOf('bona-fide', people) : undefined,
    species: species.map((name) =>
      countsOf(
        name,
        attacks.filter((trial) => trial.species === name),
      ),
    ),
    failures: trials.filter(isError),
  };
}

function countsOf(name: string, trials: readonly Trial[]): Counts {
  const ended = (outcome: Outcome) => trials.filter((trial) => trial.outcome === outcome).length;
  const [lower95, upper95] = exactInterval(trials.filter(isError).length, trials.length);
  return {
    name,
    trials: trials.length,
    accepted: ended('bona-fide'),
    refused: ended('attack'),
    undetermined: ended('undetermined'),
    tooSlow: ended('too-slow'),
    unfinished: ended('unfinished'),
    collisions: trials.filter(({ isCollision }) => isCollision).length,
    lower95,
    upper95,
    isBeyond: trials.some(({ isBeyond }) => isBeyond),
  };
}

/** The regulator's bar: share of identities that must be right. */
const barShare = 0.9995;

/** Error-free trials that show the bar at this one-sided confidence, in percent: the rule of three, exactly. */
const needed: Readonly<Record<number, number>> = { 95: 5_990, 99: 9_209 };

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** The summary as lines of text. @param material what was presented, in words */
export function printed({ bonaFide, species }: Summary, seed: string, material: string): string[] {
  const held = species.filter(({ isBeyond }) => !isBeyond);
  const beyond = species.filter(({ isBeyond }) => isBeyond);
  return [
    `seed ${seed}; errors with exact (Clopper–Pearson) 95 % bounds; ${material}`,
    ...(bonaFide ? [row(bonaFide, 'not accepted')] : []),
    ...held.map((counts) => row(counts, 'accepted')),
    ...(beyond.length > 0 ? ['Limits: what actions alone do not hold'] : []),
    ...beyond.map((counts) => row(counts, 'accepted')),
    `The bar: ${barShare * 100} % right. Error-free trials that would show it: ${Object.entries(needed)
      .map(([confidence, trials]) => `${trials} at ${confidence} %`)
      .join(', ')}.`,
  ];
}

function row(counts: Counts, error: string): string {
  const { name, trials, accepted, undetermined, refused, tooSlow, unfinished, collisions, lower95, upper95 } = counts;
  const ended = [
    `${accepted} bona-fide`,
    `${undetermined} undetermined`,
    `${refused} attack`,
    ...(tooSlow > 0 ? [`${tooSlow} too slow`] : []),
    ...(unfinished > 0 ? [`${unfinished} unfinished`] : []),
    ...(collisions > 0 ? [`${collisions} collisions`] : []),
  ];
  const bounds = `${error} ${percent(lower95)} – ${percent(upper95)}`;
  return `${name.padEnd(24)} ${`${trials}`.padStart(4)} trials: ${ended.join(', ')}; ${bounds}`;
}

/** One line for a trial. */
export const line = ({ player, species, way, seed, outcome, failed, isCollision }: Trial): string =>
  [
    way.padEnd(7),
    species.padEnd(18),
    player.padEnd(40),
    `seed ${seed}`.padEnd(12),
    outcome.padEnd(12),
    failed.map(({ name }) => name).join(' '),
    ...(isCollision ? ['collision'] : []),
  ].join('  ');

/** What the verifier saw in a trial that went wrong. */
export const account = ({ failed, windows }: Trial): string =>
  [
    ...failed.map(({ name, measured }) => `    ${name} ${JSON.stringify(measured)}`),
    ...windows.map(
      ({ ask, done, foreign }) => `    ${JSON.stringify(ask)} ${done ? 'done' : 'missed'} ${foreign.join(' ')}`,
    ),
  ].join('\n');
