/** The people of the cast, with what is known about each. `split.ts` says who belongs to which part. */
import type { PersonTraits } from '../count/person.ts';
import type { ActorMaterial } from '../count/trial.ts';
import { faces, isFaceName } from './drawn/faces.ts';
import { portray } from './drawn/portray.ts';
import { drawnSource } from './drawn/source.ts';
import { hasPuppet, puppetSource } from './puppet.ts';
import { createRandom, mixSeed } from '../synthetic/random.ts';
import { usualManner, type Manner } from './segment.ts';
import type { FrameSource } from './source.ts';
import { partOf } from './split.ts';
import { hasStill, isSynthetic, type PuppetPhoto } from './still.ts';

type Traits = Omit<PersonTraits, 'part' | 'movements'>;

export interface Person extends PersonTraits {
  readonly name: string;
  readonly material: ActorMaterial;
  readonly source: FrameSource;
  /** How many variations of each segment are rendered. */
  readonly variations: number;
  /** Whether the material is available here: a clone does not have ../shared/media. */
  readonly hasMaterial: boolean;
}

type Row<Name extends string = string> = readonly [
  name: Name,
  age: Traits['age'],
  sex: Traits['sex'],
  tone: Traits['tone'],
  light: Traits['light'],
  eyes: Traits['eyes'],
  ...covers: Traits['covers'],
];

/**
 * Drawn faces. The first four are described in `drawn/faces.ts`. The others are drawn from these traits: each tone in each
 * light, with ages, sexes, eyes and covers spread over them.
 */
const drawn: readonly Row[] = [
  ['lan', '18-39', 'female', '3', 'even', 'double-lid'],
  ['shi', '40-59', 'male', '5', 'even', 'double-lid'],
  ['mei', '18-39', 'female', '5', 'even', 'double-lid'],
  ['bo', '18-39', 'male', '7', 'even', 'double-lid'],
  ['an', '70-plus', 'female', '1', 'even', 'single-lid'],
  ['bai', '18-39', 'male', '1', 'side', 'double-lid', 'hair-over-brows'],
  ['chun', '40-59', 'female', '1', 'dim', 'narrow', 'glasses'],
  ['dan', '40-59', 'male', '2', 'even', 'single-lid', 'glasses'],
  ['en', 'under-18', 'male', '2', 'side', 'wide'],
  ['fang', '70-plus', 'female', '2', 'dim', 'narrow'],
  ['gui', '18-39', 'female', '3', 'even', 'narrow', 'hair-over-brows'],
  ['hai', '70-plus', 'male', '3', 'side', 'single-lid', 'beard'],
  ['jia', '60-69', 'female', '3', 'dim', 'double-lid', 'glasses'],
  ['kang', '60-69', 'male', '4', 'even', 'narrow', 'glasses'],
  ['lei', '40-59', 'male', '4', 'side', 'double-lid', 'beard'],
  ['min', '18-39', 'female', '4', 'dim', 'single-lid'],
  ['ning', '70-plus', 'female', '5', 'even', 'double-lid', 'glasses'],
  ['ou', '60-69', 'male', '5', 'side', 'narrow'],
  ['ping', 'under-18', 'female', '5', 'dim', 'single-lid', 'hair-over-brows'],
  ['qing', 'under-18', 'female', '6', 'even', 'double-lid', 'glasses'],
  ['rui', '70-plus', 'male', '6', 'side', 'narrow', 'glasses'],
  ['shu', '40-59', 'female', '6', 'dim', 'wide', 'hair-over-brows'],
  ['tao', '40-59', 'male', '7', 'even', 'wide', 'beard'],
  ['wan', '18-39', 'female', '7', 'side', 'single-lid', 'glasses'],
  ['xia', '70-plus', 'female', '7', 'dim', 'double-lid'],
  ['yan', '70-plus', 'male', '8', 'even', 'wide', 'beard', 'glasses'],
  ['zhen', '60-69', 'female', '8', 'side', 'single-lid'],
  ['cong', '18-39', 'male', '8', 'dim', 'narrow', 'hair-over-brows'],
  ['dong', '18-39', 'male', '9', 'even', 'double-lid', 'beard'],
  ['feng', '40-59', 'female', '9', 'side', 'narrow'],
  ['guang', '60-69', 'male', '9', 'dim', 'wide', 'glasses'],
  ['hong', '60-69', 'female', '10', 'even', 'double-lid'],
  ['jun', 'under-18', 'male', '10', 'side', 'wide', 'hair-over-brows'],
  ['lin', '70-plus', 'male', '10', 'dim', 'single-lid', 'beard'],
];

/**
 * Animated stills, as a viewer sees them. The tone is the nearest one of the scale, and the light the nearest of the three.
 * `still.ts` says which stills are left out.
 */
const stills: readonly Row<PuppetPhoto>[] = [
  ['collins_1', '18-39', 'female', '2', 'even', 'double-lid'],
  ['intel_female_1', '18-39', 'female', '3', 'even', 'double-lid'],
  ['intel_male_1', '18-39', 'male', '4', 'even', 'double-lid'],
  ['sfhq_asian-any_0', '18-39', 'female', '6', 'even', 'single-lid'],
  ['sfhq_asian-any_1', '18-39', 'female', '4', 'side', 'single-lid'],
  ['sfhq_asian-any_2', '40-59', 'female', '3', 'even', 'single-lid'],
  ['sfhq_asian-any_4', '18-39', 'female', '4', 'even', 'double-lid'],
  ['sfhq_asian-any_5', 'under-18', 'male', '5', 'even', 'double-lid'],
  ['sfhq_asian-female-16_1', 'under-18', 'female', '4', 'even', 'single-lid', 'glasses'],
  ['sfhq_asian-female-16_2', 'under-18', 'female', '7', 'dim', 'double-lid'],
  ['sfhq_asian-female-16_3', 'under-18', 'female', '3', 'even', 'single-lid'],
  ['sfhq_asian-female-16_4', 'under-18', 'female', '6', 'side', 'double-lid', 'glasses'],
  ['sfhq_asian-female-30_1', '18-39', 'female', '5', 'side', 'double-lid'],
  ['sfhq_asian-female-30_3', '40-59', 'female', '5', 'even', 'double-lid'],
  ['sfhq_asian-female-70_0', '60-69', 'female', '3', 'even', 'single-lid'],
  ['sfhq_asian-female-70_1', '70-plus', 'female', '4', 'even', 'double-lid'],
  ['sfhq_asian-female-70_3', '60-69', 'female', '6', 'side', 'narrow'],
  ['sfhq_asian-old_1', '70-plus', 'female', '5', 'even', 'narrow'],
  ['sfhq_asian-old_3', '70-plus', 'female', '4', 'even', 'narrow'],
  ['sfhq_asian-old_5', '70-plus', 'male', '6', 'side', 'single-lid', 'beard'],
];

/** Variations of each segment for the first people, who are played by the test suites too. */
const manyVariations = 3;

const traitsOf = ([, age, sex, tone, light, eyes, ...covers]: Row): Traits => ({ age, sex, tone, light, eyes, covers });

/**
 * How far a drawn person moves, drawn from the name: turns of 20° to 65°, nods of 15° to 35°, and the mouth about as wide as in
 * recorded clips, where the models read openings of 0.36 or more. Measured on the tuning part: a jaw of 0.59 reads as an opening of 0.41
 * (xia), and one of 0.79 below a beard as 0.43 (hai).
 */
function mannerOf(name: string): Manner {
  const random = createRandom(mixSeed(name, 3));
  return { turnDegrees: 20 + 45 * random(), nodDegrees: 15 + 20 * random(), jawOpen: 0.72 + 0.28 * random() };
}

const movementsOf = ({ turnDegrees, nodDegrees }: Manner): PersonTraits['movements'] => [
  ...(turnDegrees >= 45 ? (['wide-turns'] as const) : []),
  ...(nodDegrees >= 25 ? (['deep-nods'] as const) : []),
];

function drawnPerson(row: Row): Person {
  const [name] = row;
  const traits = traitsOf(row);
  const isFirst = isFaceName(name);
  const manner = isFirst ? usualManner : mannerOf(name);
  return {
    name,
    ...traits,
    movements: movementsOf(manner),
    part: partOf(name),
    material: 'drawn-faces',
    source: drawnSource(isFirst ? faces[name] : portray(name, traits), 0, manner),
    variations: isFirst ? manyVariations : 1,
    hasMaterial: true,
  };
}

/**
 * Stills turn as usual, because a puppet smears beyond 35° of yaw. The models read about two thirds of a puppet's nod. People in
 * recorded clips nod by 16° to 34° as the models read it, so generated stills nod by 24°.
 */
const stillManner: Manner = { ...usualManner, nodDegrees: 24 };

function stillPerson(row: Row<PuppetPhoto>): Person {
  const [name] = row;
  return {
    name,
    ...traitsOf(row),
    movements: [],
    part: partOf(name),
    material: 'animated-photos',
    source: puppetSource(name, { manner: isSynthetic(name) ? stillManner : usualManner }),
    variations: isSynthetic(name) ? 1 : manyVariations,
    hasMaterial: hasPuppet && hasStill(name),
  };
}

/** Everybody: first the drawn faces, which every clone has, then the animated stills. */
export const persons: readonly Person[] = [...drawn.map(drawnPerson), ...stills.map(stillPerson)];
