/**
 * Test numbers: which number makes the simulated database answer what. A test number is valid in every respect, check characters
 * included, and nobody has it. Its order digits say which scene is played; every other number matches.
 *
 * - Persons: 110101 19491001 nnn and the check character.
 * - Units: 91110101 MA000nnn and both check characters.
 */
import { creditCheck, mod11Radix2, organisationCheck } from '#protocol/document/check-character.ts';
import type { ComparedFact, Outcome } from '#protocol/case/comparison.ts';

/** What can go wrong on the way, whatever is asked. `first`: only the first time, and then the database answers. */
export const troubles = [
  'silence',
  'silence-first',
  'cut',
  'cut-first',
  'busy',
  'html',
  'half-json',
  'redirect',
  'content-type',
  'undocumented',
] as const;
export type Trouble = (typeof troubles)[number];

/** An answer of one shape of database, and what it means. */
export interface Case {
  /** As the documents of the database have it. */
  readonly code: string;
  readonly gives: Outcome;
  readonly wrong?: readonly ComparedFact[];
}

export type Scene<C extends Case = Case> = { readonly trouble: Trouble } | { readonly answer: C };

/** Scenes 1 to 10: an outcome, in the code that this shape has for it. */
const outcomeScenes: readonly { readonly gives: Outcome; readonly wrong?: ComparedFact }[] = [
  { gives: 'mismatch', wrong: 'name' },
  { gives: 'mismatch', wrong: 'portrait' },
  { gives: 'not-found' },
  { gives: 'photo-unavailable' },
  { gives: 'liveness-failed' },
  { gives: 'quality-failed' },
  { gives: 'rate-limited' },
  { gives: 'source-down' },
  { gives: 'invalid-input' },
  { gives: 'unauthorised' },
];
const firstTrouble = outcomeScenes.length + 1;
/** Scenes from here on: each code of the shape, in the order of its list. */
export const firstCode = 100;

const residentPrefix = '11010119491001';
const creditPrefix = '91110101';
const organisationPrefix = 'MA000';

const digitsOf = (scene: number) => String(scene).padStart(3, '0');

export function testResidentId(scene: number): string {
  const body = residentPrefix + digitsOf(scene);
  return body + mod11Radix2(body);
}

export function testCreditCode(scene: number): string {
  const organisation = organisationPrefix + digitsOf(scene);
  const body = creditPrefix + organisation + organisationCheck(organisation);
  return body + creditCheck(body);
}

/** The scene that a test number plays; undefined for every other number. */
export function sceneNumberOf(number: string): number | undefined {
  const scene = [
    number.startsWith(residentPrefix) ? number.slice(residentPrefix.length, -1) : undefined,
    number.startsWith(creditPrefix + organisationPrefix) ? number.slice(13, 16) : undefined,
  ].find((digits) => digits !== undefined && /^\d{3}$/.test(digits));
  return scene === undefined ? undefined : Number(scene);
}

/** @param cases every answer of this shape that is no match @returns undefined: the database says that all agrees */
export function sceneOf<C extends Case>(number: string, cases: readonly C[]): Scene<C> | undefined {
  const scene = sceneNumberOf(number);
  if (scene === undefined) return undefined;
  const trouble = troubles[scene - firstTrouble];
  if (trouble) return { trouble };
  const wanted = outcomeScenes[scene - 1];
  const answer = wanted ? firstOf(wanted, cases) : cases[scene - firstCode];
  return answer && { answer };
}

/** The number of the scene with this trouble. */
export const troubleScene = (trouble: Trouble): number => firstTrouble + troubles.indexOf(trouble);

/** Every scene of a shape, for the page that lists them. */
export function scenesOf(cases: readonly Case[]): { readonly scene: number; readonly plays: Trouble | Case }[] {
  const outcomes = outcomeScenes.flatMap((wanted, n) => {
    const found = firstOf(wanted, cases);
    return found ? [{ scene: n + 1, plays: found }] : [];
  });
  const withTroubles = troubles.map((trouble) => ({ scene: troubleScene(trouble), plays: trouble }));
  return [...outcomes, ...withTroubles, ...cases.map((plays, n) => ({ scene: firstCode + n, plays }))];
}

/** For a unit the legal representative stands where a person has the portrait. */
function firstOf<C extends Case>({ gives, wrong }: (typeof outcomeScenes)[number], cases: readonly C[]): C | undefined {
  const all = cases.filter((each) => each.gives === gives);
  if (wrong === undefined) return all[0];
  const facts: readonly ComparedFact[] = wrong === 'portrait' ? ['portrait', 'legal-representative'] : ['name'];
  return all.find((each) => each.wrong?.some((fact) => facts.includes(fact)));
}
