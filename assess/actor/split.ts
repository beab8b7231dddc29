/**
 * Which part each person of the cast belongs to. Thresholds are set on the tuning part; figures are reported on the report
 * part, which nothing reads unless it is asked for. The list stays as it is: new people are added at its end, by `nextPart`.
 */
import { createHash } from 'node:crypto';
import type { Part, PersonTraits } from '../count/person.ts';

export type Assigned = readonly [name: string, part: Part];

/** The first seven people were seen while thresholds were set, before there was a split. */
export const seenBefore = ['lan', 'shi', 'mei', 'bo', 'collins_1', 'intel_female_1', 'intel_male_1'] as const;

/** Everybody, in the order of assignment: the first seven, then the others in the order of their hashes. */
export const split: readonly Assigned[] = [
  ['lan', 'tuning'],
  ['shi', 'tuning'],
  ['mei', 'tuning'],
  ['bo', 'tuning'],
  ['collins_1', 'tuning'],
  ['intel_female_1', 'tuning'],
  ['intel_male_1', 'tuning'],
  ['sfhq_asian-any_4', 'report'],
  ['gui', 'report'],
  ['cong', 'report'],
  ['chun', 'report'],
  ['min', 'report'],
  ['dong', 'report'],
  ['yan', 'report'],
  ['zhen', 'tuning'],
  ['sfhq_asian-female-16_3', 'report'],
  ['lin', 'tuning'],
  ['sfhq_asian-any_5', 'report'],
  ['sfhq_asian-female-16_1', 'tuning'],
  ['sfhq_asian-old_3', 'report'],
  ['bai', 'report'],
  ['kang', 'tuning'],
  ['wan', 'report'],
  ['feng', 'tuning'],
  ['jia', 'report'],
  ['hai', 'tuning'],
  ['sfhq_asian-female-70_1', 'report'],
  ['ping', 'tuning'],
  ['sfhq_asian-any_0', 'report'],
  ['sfhq_asian-female-70_3', 'tuning'],
  ['ning', 'report'],
  ['sfhq_asian-female-30_1', 'tuning'],
  ['lei', 'report'],
  ['rui', 'tuning'],
  ['sfhq_asian-old_5', 'report'],
  ['qing', 'tuning'],
  ['hong', 'report'],
  ['fang', 'tuning'],
  ['sfhq_asian-old_1', 'report'],
  ['shu', 'tuning'],
  ['sfhq_asian-female-30_3', 'report'],
  ['guang', 'report'],
  ['sfhq_asian-any_2', 'tuning'],
  ['xia', 'tuning'],
  ['en', 'report'],
  ['sfhq_asian-female-16_4', 'report'],
  ['tao', 'tuning'],
  ['sfhq_asian-any_1', 'tuning'],
  ['an', 'tuning'],
  ['jun', 'tuning'],
  ['dan', 'report'],
  ['sfhq_asian-female-70_0', 'report'],
  ['sfhq_asian-female-16_2', 'report'],
  ['ou', 'tuning'],
];

/** @throws Error if the person was not assigned */
export function partOf(name: string): Part {
  const found = split.find(([each]) => each === name);
  if (!found) throw new Error(`${name} has no part: add it to the list in split.ts`);
  return found[1];
}

/** People who are added together are assigned in this order, which nobody chooses. */
export const inOrder = (names: readonly string[]): string[] => {
  const hashOf = (name: string) => createHash('sha256').update(name).digest('hex');
  return names.toSorted((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1));
};

/** The traits over which the parts are balanced, with the weight of each. */
const balanced = { age: 2, tone: 1, light: 1, sex: 1, eyes: 1 } as const;
type Balanced = Pick<PersonTraits, keyof typeof balanced>;

/**
 * The part of the next person, by minimisation: the part in which people who share traits with this one are fewer. If both
 * have the same number, the report part gets the person.
 *
 * @param earlier the traits and parts of everybody who was assigned before
 * @see Pocock & Simon, Biometrics 31 (1975)
 */
export function nextPart(traits: Balanced, earlier: readonly (Balanced & Pick<PersonTraits, 'part'>)[]): Part {
  let lead = 0;
  for (const other of earlier) {
    const sign = other.part === 'report' ? 1 : -1;
    for (const [trait, weight] of Object.entries(balanced) as [keyof typeof balanced, number][])
      if (other[trait] === traits[trait]) lead += sign * weight;
  }
  return lead > 0 ? 'tuning' : 'report';
}
