/** How far the measures of people and attacks are from the bounds of the checks. Pure. */
import { isAppraised, type Trial } from './trial.ts';

/** A bound of a check, as the policy that judged has it. */
export interface CheckBound {
  readonly check: string;
  /** The measure that has to keep it. */
  readonly of: string;
  readonly side: 'at-least' | 'at-most';
  readonly value: number;
  /** What a measure beyond it says about the capture. */
  readonly means: 'undetermined' | 'attack';
}

/** The values of one measure over all trials of people, or of one species of attack. */
export interface Spread {
  readonly label: Trial['label'];
  /** The species; `bona-fide` for people. */
  readonly name: string;
  /** In ascending order. What could not be measured is left out. */
  readonly values: readonly number[];
}

/** One bound, and how near people come to it. */
export interface Margin {
  readonly bound: CheckBound;
  /** The value of people that is nearest to the bound or furthest beyond it. */
  readonly worst: number;
  /** The values that all but 1 % and 5 % of people keep away from it. */
  readonly onePercent: number;
  readonly fivePercent: number;
  /**
   * The distance of `worst` from the bound as a share of the bound; negative beyond it. Undefined for a bound of 0, of which nothing
   * is a share.
   */
  readonly share: number | undefined;
  /** The number of people's values beyond it. */
  readonly beyond: number;
}

/** One measure of a check with all its bounds. */
export interface MeasureMargins {
  readonly check: string;
  readonly of: string;
  readonly people: Spread;
  readonly margins: readonly Margin[];
  /** The species of which at least one trial is beyond a bound. */
  readonly species: readonly Spread[];
}

/** The margins of every measure that has a bound and was measured on people, in the order of the bounds. */
export function marginsOf(trials: readonly Trial[], bounds: readonly CheckBound[]): MeasureMargins[] {
  const appraised = trials.filter(isAppraised);
  const kinds = Map.groupBy(appraised, ({ label, species }) => (label === 'bona-fide' ? label : species));
  return [...Map.groupBy(bounds, ({ check, of }) => `${check} ${of}`).values()].flatMap((own) => {
    const { check, of } = own[0]!;
    const spreads = [...kinds].map(([name, members]): Spread => {
      const values = members.flatMap((trial) => valueOf(trial, check, of) ?? []).toSorted((a, b) => a - b);
      return { label: members[0]!.label, name, values };
    });
    const people = spreads.find(({ label }) => label === 'bona-fide');
    if (!people || people.values.length === 0) return [];
    const isStopped = ({ values }: Spread) => own.some((bound) => values.some((value) => !keeps(value, bound)));
    return {
      check,
      of,
      people,
      margins: own.map((bound) => marginOf(bound, people.values)),
      species: spreads.filter((spread) => spread.label === 'attack' && isStopped(spread)),
    };
  });
}

function valueOf({ checks = [] }: Trial, check: string, of: string): number | undefined {
  const value = checks.find(({ name }) => name === check)?.measured[of];
  return Number.isFinite(value) ? value! : undefined;
}

export const keeps = (value: number, { side, value: bound }: CheckBound): boolean =>
  side === 'at-least' ? value >= bound : value <= bound;

function marginOf(bound: CheckBound, ascending: readonly number[]): Margin {
  const isLeast = bound.side === 'at-least';
  const at = (share: number) => quantile(ascending, isLeast ? share : 1 - share);
  const worst = at(0);
  const apart = isLeast ? worst - bound.value : bound.value - worst;
  return {
    bound,
    worst,
    onePercent: at(0.01),
    fivePercent: at(0.05),
    share: bound.value === 0 ? undefined : apart / Math.abs(bound.value),
    beyond: ascending.filter((value) => !keeps(value, bound)).length,
  };
}

/** The value that this share of all values does not exceed (nearest rank). */
export const quantile = (ascending: readonly number[], share: number): number =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)]!;
