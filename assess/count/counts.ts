/** Counts and exact bounds of the trials with one person, one group of people or one species of attack. Pure. */
import { exactInterval } from './interval.ts';
import { isAppraised, isError, type Outcome, type Trial } from './trial.ts';

/** Counts for one kind of presentation: people, some of them, or one species of attack. */
export interface Counts {
  readonly label: Trial['label'];
  /** The species; `bona-fide` for all people; or the name of a person or of a group. */
  readonly name: string;
  readonly trials: number;
  /** Trials with a verdict. Error rates are shares of these. */
  readonly appraised: number;
  readonly accepted: number;
  /** Trials with the verdict `attack`. */
  readonly refused: number;
  readonly undetermined: number;
  readonly tooSlow: number;
  readonly unfinished: number;
  /** Recordings for another challenge that happened to answer this one. They are counted among the trials too. */
  readonly collisions: number;
  /** Exact (Clopper–Pearson) 95 % bounds of the error rate: attacks accepted (APCER), or people not accepted. */
  readonly lower95: number;
  readonly upper95: number;
  /** The same bounds of the share with the verdict `attack` (for people: BPCER). */
  readonly refused95: Bounds;
  /** The same bounds of the share with the verdict `undetermined`. */
  readonly undetermined95: Bounds;
  /** The same bounds of the share of all trials that were not appraised (non-responses). */
  readonly unappraised95: Bounds;
  readonly isBeyond: boolean;
}

type Bounds = readonly [lower: number, upper: number];

/** Counts of these trials. @param name the name of the counted group */
export function countsOf(label: Trial['label'], name: string, trials: readonly Trial[]): Counts {
  const ended = (outcome: Outcome) => trials.filter((trial) => trial.outcome === outcome).length;
  const appraised = trials.filter(isAppraised);
  const [lower95, upper95] = exactInterval(trials.filter(isError).length, appraised.length);
  const bounds = (outcome: Outcome) => exactInterval(ended(outcome), appraised.length);
  return {
    label,
    name,
    trials: trials.length,
    appraised: appraised.length,
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
    unappraised95: exactInterval(trials.length - appraised.length, trials.length),
    isBeyond: trials.some(({ isBeyond }) => isBeyond),
  };
}

/** A share in percent, with enough digits to compare it with the bar. */
const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.001 ? 2 : 1)} %`;

/** The bounds as text. */
export const rangeOf = ([lower, upper]: Bounds): string => `${percent(lower)} – ${percent(upper)}`;
