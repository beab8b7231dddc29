/** Counts of people by person and by trait. Pure. */
import { countsOf, type Counts } from './counts.ts';
import { ageGroups, covers, eyeShapes, lights, movements, parts, sexes, tones, type PersonTraits } from './person.ts';
import { isError, type Trial } from './trial.ts';

/** The values of each trait, in the order in which they are reported. The first of a list stands for an empty list. */
const values = {
  part: parts,
  age: ageGroups,
  tone: tones,
  light: lights,
  sex: sexes,
  eyes: eyeShapes,
  covers: ['none', ...covers],
  movements: ['usual', ...movements],
} as const satisfies Readonly<Record<keyof PersonTraits, readonly string[]>>;

export type TraitName = keyof typeof values;

/** The traits, in the order in which they are reported. */
export const traitNames = Object.keys(values) as TraitName[];

export interface TraitCounts {
  readonly trait: TraitName;
  /** One row for each value that was played, in the order of the values. */
  readonly counts: readonly Counts[];
}

/** A person whose trials went wrong. */
export interface WorstPerson {
  readonly counts: Counts;
  readonly traits: PersonTraits;
  /** The mandatory checks that failed in the wrong trials of this person, and in how many; the most frequent first. */
  readonly failed: readonly (readonly [check: string, trials: number])[];
}

export interface PeopleCounts {
  /** Everybody about whom something is known, in the order of their first trials. */
  readonly persons: readonly Counts[];
  readonly traits: readonly TraitCounts[];
  readonly worst: readonly WorstPerson[];
}

/** How many people the table of the worst has. */
const worstPeople = 10;

type KnownTrial = Trial & { readonly traits: PersonTraits };

/** Counts of the trials with people about whom something is known. */
export function countPeople(trials: readonly Trial[]): PeopleCounts {
  const people = trials.filter(
    (trial): trial is KnownTrial => trial.label === 'bona-fide' && trial.traits !== undefined,
  );
  const ofPerson = Map.groupBy(people, ({ player }) => player);
  const persons = [...ofPerson].map(([name, own]) => countsOf('bona-fide', name, own));
  return {
    persons,
    traits: traitNames.map((trait) => ({ trait, counts: traitCounts(trait, people) })),
    worst: persons
      .filter(({ appraised, accepted }) => accepted < appraised)
      .toSorted((a, b) => missedShare(b) - missedShare(a) || b.refused - a.refused || b.appraised - a.appraised)
      .slice(0, worstPeople)
      .map((counts) => worstPerson(counts, ofPerson.get(counts.name)!)),
  };
}

const missedShare = ({ appraised, accepted }: Counts): number => (appraised - accepted) / appraised;

function worstPerson(counts: Counts, own: readonly KnownTrial[]): WorstPerson {
  const names = own.filter(isError).flatMap(({ failed }) => failed.map(({ name }) => name));
  const failed = [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const);
  return { counts, traits: own[0]!.traits, failed: failed.toSorted(([, a], [, b]) => b - a) };
}

function traitCounts(trait: TraitName, people: readonly KnownTrial[]): Counts[] {
  return values[trait].flatMap((value) => {
    const own = people.filter(({ traits }) => valuesOf(traits, trait).includes(value));
    return own.length > 0 ? [countsOf('bona-fide', value, own)] : [];
  });
}

/** The values of a person's trait: one, or several for a trait that is a list. */
export function valuesOf(traits: PersonTraits, trait: TraitName): readonly string[] {
  const own = traits[trait];
  if (typeof own === 'string') return [own];
  return own.length > 0 ? own : [values[trait][0]];
}
