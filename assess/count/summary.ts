/** Counts and exact bounds of an assessment. Pure. */
import { countsOf, rangeOf, type Counts } from './counts.ts';
import { countPeople, type PeopleCounts } from './groups.ts';
import { isAppraised, isError, type Trial } from './trial.ts';
import type { Judge, TrialSet } from './trial-set.ts';

export interface Summary {
  readonly bonaFide: Counts | undefined;
  readonly species: readonly Counts[];
  readonly people: PeopleCounts;
  /** Every trial whose verdict is wrong. */
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
    people: countPeople(trials),
    failures: trials.filter(isError),
  };
}

/** The regulator's bar: the share of identities that must be verified correctly. */
export const barShare = 0.9995;

/** The bar as text. */
export const barText = `${barShare * 100} %`;

/**
 * How many trials without an error show that the bar is met, at a one-sided confidence in percent (the exact rule of
 * three).
 */
export const needed: readonly (readonly [confidence: number, trials: number])[] = [95, 99].map((confidence) => [
  confidence,
  Math.ceil(Math.log(1 - confidence / 100) / Math.log(barShare)),
]);

/** The trials by the way in which they were played. Each way is counted separately. */
export const waysOf = (trials: readonly Trial[]): (readonly [way: Trial['way'], trials: readonly Trial[]])[] => [
  ...Map.groupBy(trials, ({ way }) => way),
];

/** The trials' counts as lines of text. */
export function summaryLines({ trials, seed, material, judges }: Omit<TrialSet, 'v' | 'madeAtMs'>): string[] {
  return [
    `${seed && `seed ${seed}; `}error rates of the appraised trials with exact (Clopper–Pearson) 95 % bounds; ${material}`,
    ...judges.map(judgeLine),
    ...waysOf(trials).flatMap(([way, own]) => [
      `${way}:`,
      ...rows(summarise(own)),
      ...own.filter((trial) => !isAppraised(trial)).map((trial) => `not appraised: ${identified(trial)}`),
    ]),
    `The bar: ${barText} verified correctly. Trials without an error that would show it: ${needed
      .map(([confidence, count]) => `${count} at ${confidence} %`)
      .join(', ')}.`,
  ];
}

/** Who judged: the policy and the code. */
export const judgeLine = ({ policy, code }: Judge) => `policy ${policy.name} version ${policy.version}, code ${code}`;

function rows({ bonaFide, species, people }: Summary): string[] {
  const within = species.filter(({ isBeyond }) => !isBeyond);
  const beyond = species.filter(({ isBeyond }) => isBeyond);
  return [
    ...(bonaFide ? [row(bonaFide, 'not accepted')] : []),
    ...within.map((counts) => row(counts, 'accepted')),
    ...(beyond.length > 0 ? ['Limits: what actions alone do not stop reliably'] : []),
    ...beyond.map((counts) => row(counts, 'accepted')),
    ...peopleRows(people),
  ];
}

/** People by trait, and those with the most wrong trials. The report also has a row for each person. */
function peopleRows({ traits, worst }: PeopleCounts): string[] {
  return [
    ...traits.flatMap(({ trait, counts }) =>
      counts.length > 0 ? [`People by ${trait}`, ...counts.map((each) => row(each, 'not accepted'))] : [],
    ),
    ...(worst.length > 0 ? ['People with the most wrong trials'] : []),
    ...worst.map(
      ({ counts, failed }) =>
        `${row(counts, 'not accepted')}; ${failed.map(([check, trials]) => `${check} ${trials}`).join(', ')}`,
    ),
  ];
}

/** Names a trial, and says why it was not appraised. */
const identified = ({ species, player, seed, outcome, code }: Trial): string =>
  `${species}, ${player}${seed && `, seed ${seed}`}: ${code ?? outcome}`;

function row(counts: Counts, error: string): string {
  const { name, trials, appraised, accepted, undetermined, refused, tooSlow, unfinished, collisions } = counts;
  const { lower95, upper95, refused95, undetermined95, unappraised95 } = counts;
  const ended = [
    `${accepted} bona-fide`,
    `${undetermined} undetermined (${rangeOf(undetermined95)})`,
    `${refused} attack (${rangeOf(refused95)})`,
    ...(tooSlow > 0 ? [`${tooSlow} too slow`] : []),
    ...(unfinished > 0 ? [`${unfinished} unfinished`] : []),
    ...(appraised < trials ? [`${trials - appraised} not appraised (${rangeOf(unappraised95)})`] : []),
    ...(collisions > 0 ? [`${collisions} collisions`] : []),
  ];
  return `${name.padEnd(24)} ${`${trials}`.padStart(4)} ${trials === 1 ? 'trial' : 'trials'}: ${ended.join(', ')}; ${error} ${rangeOf([lower95, upper95])}`;
}

/** A trial as one line of text. */
export const trialLine = ({ player, species, way, seed, outcome, failed, code, isCollision }: Trial): string =>
  [
    way.padEnd(7),
    species.padEnd(18),
    player.padEnd(40),
    `seed ${seed}`.padEnd(12),
    outcome.padEnd(12),
    failed.map(({ name }) => name).join(' '),
    ...(code === undefined ? [] : [code]),
    ...(isCollision ? ['collision'] : []),
  ].join('  ');

/** The failed checks and the windows of a trial, as lines of text. */
export const failureLines = ({ failed, windows }: Trial): string =>
  [
    ...failed.map(({ name, measured }) => `    ${name} ${JSON.stringify(measured)}`),
    ...windows.map(
      ({ ask, done, foreign }) => `    ${JSON.stringify(ask)} ${done ? 'done' : 'missed'} ${foreign.join(' ')}`,
    ),
  ].join('\n');
