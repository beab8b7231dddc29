/** Counts and exact bounds of an assessment. Pure. */
import { exactInterval } from './interval.ts';
import { isError, type Outcome, type Trial } from './trial.ts';

/** Counts of one kind of presentation: every trial is in one of them. */
export interface Counts {
  readonly label: Trial['label'];
  /** The species; `bona-fide` of people. */
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
  /** The same of those that were found an attack (of people: BPCER), and of those left undetermined. */
  readonly refused95: Bounds;
  readonly undetermined95: Bounds;
  readonly isBeyond: boolean;
}

type Bounds = readonly [lower: number, upper: number];

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
    bonaFide: people.length > 0 ? countsOf('bona-fide', 'bona-fide', people) : undefined,
    species: species.map((name) =>
      countsOf(
        'attack',
        name,
        attacks.filter((trial) => trial.species === name),
      ),
    ),
    failures: trials.filter(isError),
  };
}

function countsOf(label: Trial['label'], name: string, trials: readonly Trial[]): Counts {
  const ended = (outcome: Outcome) => trials.filter((trial) => trial.outcome === outcome).length;
  const [lower95, upper95] = exactInterval(trials.filter(isError).length, trials.length);
  const bounds = (outcome: Outcome) => exactInterval(ended(outcome), trials.length);
  return {
    label,
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
    refused95: bounds('attack'),
    undetermined95: bounds('undetermined'),
    isBeyond: trials.some(({ isBeyond }) => isBeyond),
  };
}

/** The regulator's bar: share of identities that must be right. */
export const barShare = 0.9995;

/** The bar as text, exactly. */
export const barText = `${barShare * 100} %`;

/** Error-free trials that show the bar at this one-sided confidence, in percent: the rule of three, exactly. */
export const needed: readonly (readonly [confidence: number, trials: number])[] = [95, 99].map((confidence) => [
  confidence,
  Math.ceil(Math.log(1 - confidence / 100) / Math.log(barShare)),
]);

/** How the trials came about, each with its own: they are not counted together. */
export const waysOf = (trials: readonly Trial[]): (readonly [way: Trial['way'], trials: readonly Trial[]])[] => [
  ...Map.groupBy(trials, ({ way }) => way),
];

/** A share with enough digits to tell it from the bar. */
const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.001 ? 2 : 1)} %`;

/** The trials' counts as lines of text. @param material what was presented, in words */
export function printed(trials: readonly Trial[], seed: string, material: string): string[] {
  return [
    `seed ${seed}; errors with exact (Clopper–Pearson) 95 % bounds; ${material}`,
    ...waysOf(trials).flatMap(([way, own]) => [`${way}:`, ...rows(summarise(own))]),
    `The bar: ${barText} right. Error-free trials that would show it: ${needed
      .map(([confidence, count]) => `${count} at ${confidence} %`)
      .join(', ')}.`,
  ];
}

function rows({ bonaFide, species }: Summary): string[] {
  const held = species.filter(({ isBeyond }) => !isBeyond);
  const beyond = species.filter(({ isBeyond }) => isBeyond);
  return [
    ...(bonaFide ? [row(bonaFide, 'not accepted')] : []),
    ...held.map((counts) => row(counts, 'accepted')),
    ...(beyond.length > 0 ? ['Limits: what actions alone do not hold'] : []),
    ...beyond.map((counts) => row(counts, 'accepted')),
  ];
}

function row(counts: Counts, error: string): string {
  const { name, trials, accepted, undetermined, refused, tooSlow, unfinished, collisions, lower95, upper95 } = counts;
  const { refused95, undetermined95 } = counts;
  const ended = [
    `${accepted} bona-fide`,
    `${undetermined} undetermined (${rangeOf(undetermined95)})`,
    `${refused} attack (${rangeOf(refused95)})`,
    ...(tooSlow > 0 ? [`${tooSlow} too slow`] : []),
    ...(unfinished > 0 ? [`${unfinished} unfinished`] : []),
    ...(collisions > 0 ? [`${collisions} collisions`] : []),
  ];
  return `${name.padEnd(24)} ${`${trials}`.padStart(4)} trials: ${ended.join(', ')}; ${error} ${rangeOf([lower95, upper95])}`;
}

/** Both bounds as text. */
export const rangeOf = ([lower, upper]: Bounds): string => `${percent(lower)} – ${percent(upper)}`;

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
