/** Draws up a face from what is known about a person. */
import type { PersonTraits } from '../../count/person.ts';
import { createRandom, mixSeed } from '../../synthetic/random.ts';
import type { Beard, Face, Glasses, Hair, Shape } from './face.ts';
import { hairlines } from './hairlines.ts';
import { mix, mixColours, tone, type Colour } from './paint.ts';

type Traits = Omit<PersonTraits, 'part' | 'movements'>;

/** The colours of the Monk skin tone scale. @see https://skintone.google */
const monk: Readonly<Record<Traits['tone'], Colour>> = {
  '1': [246, 237, 228],
  '2': [243, 231, 219],
  '3': [247, 234, 208],
  '4': [234, 218, 186],
  '5': [215, 189, 150],
  '6': [160, 126, 86],
  '7': [130, 92, 67],
  '8': [96, 65, 52],
  '9': [58, 49, 42],
  '10': [41, 36, 32],
};

/** How age changes a face. */
const ages: Readonly<
  Record<
    Traits['age'],
    {
      readonly shape: Pick<Shape, 'length' | 'cheekCm' | 'lipFullness' | 'browCm'> & { readonly sagging: number };
      readonly wrinkles: number;
      /** Share of white in the hair. */
      readonly white: number;
      readonly hairCm: number;
    }
  >
> = {
  'under-18': {
    shape: { length: 0.8, cheekCm: 0.5, lipFullness: 1, browCm: 0.15, sagging: 0 },
    wrinkles: 0,
    white: 0,
    hairCm: 0.7,
  },
  '18-39': {
    shape: { length: 0.94, cheekCm: 0.1, lipFullness: 1.1, browCm: 0.02, sagging: 0 },
    wrinkles: 0.1,
    white: 0,
    hairCm: 0.5,
  },
  '40-59': {
    shape: { length: 0.96, cheekCm: 0, lipFullness: 0.95, browCm: -0.04, sagging: 0.25 },
    wrinkles: 0.5,
    white: 0.2,
    hairCm: 0.4,
  },
  '60-69': {
    shape: { length: 0.97, cheekCm: -0.1, lipFullness: 0.78, browCm: -0.1, sagging: 0.6 },
    wrinkles: 0.8,
    white: 0.65,
    hairCm: 0.3,
  },
  '70-plus': {
    shape: { length: 0.98, cheekCm: -0.3, lipFullness: 0.6, browCm: -0.14, sagging: 1 },
    wrinkles: 1,
    white: 0.95,
    hairCm: 0.2,
  },
};

const eyes: Readonly<Record<Traits['eyes'], Pick<Shape, 'eyeSize' | 'eyeOpening' | 'eyeTiltCm'>>> = {
  'double-lid': { eyeSize: 1.12, eyeOpening: 1.5, eyeTiltCm: 0.02 },
  'single-lid': { eyeSize: 1.06, eyeOpening: 1.2, eyeTiltCm: 0.1 },
  narrow: { eyeSize: 1.02, eyeOpening: 0.8, eyeTiltCm: 0.08 },
  wide: { eyeSize: 1.2, eyeOpening: 1.7, eyeTiltCm: 0 },
};

/** Angles of the lamp in degrees; strengths of lamp, room and sensor. */
const lights: Readonly<
  Record<
    Traits['light'],
    NonNullable<Face['exposure']> & {
      readonly azimuthDegrees: number;
      readonly lamp: Pick<Face['lamp'], 'key' | 'ambient'>;
    }
  >
> = {
  even: { azimuthDegrees: 25, lamp: {}, gain: 1, noise: 1 },
  side: { azimuthDegrees: 68, lamp: { key: 0.85, ambient: 0.26 }, gain: 1, noise: 1 },
  dim: { azimuthDegrees: 20, lamp: {}, gain: 0.6, noise: 2 },
};

/** The gain of a camera that meters the middle of its picture, where the face is, and corrects half of it. Convention. */
const metered = (bright: number): number => Math.min(1.5, Math.max(0.88, Math.sqrt(0.49 / bright)));

/** The face of a drawn person. The traits set what they name; everything else is random, with the name as the seed. */
export function portray(name: string, traits: Traits): Face {
  const random = createRandom(mixSeed(name, 1));
  /** A number between -1 and 1, mostly near 0. */
  const some = (): number => random() + random() - 1;
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const { age, sex, light, covers } = traits;
  const isChild = age === 'under-18';
  const { shape, wrinkles, white, hairCm } = ages[age];
  const skin = monk[traits.tone];
  const bright = (0.299 * skin[0] + 0.587 * skin[1] + 0.114 * skin[2]) / 255;
  const isMale = sex === 'male' && !isChild;
  const hairColour = mixColours(pick(naturalHair), [222, 220, 216], white);
  const { azimuthDegrees, lamp, gain, noise } = lights[light];
  const side = random() < 0.5 ? -1 : 1;
  return {
    name,
    seed: mixSeed(name, 2) & 0xffff,
    skin,
    blush: mixColours(skin, tone([222, 100, 88], mix(0.35, 1, bright)), 0.42),
    lip: mixColours(skin, tone([186, 66, 74], mix(0.5, 1, bright)), age === '70-plus' ? 0.42 : 0.58),
    iris: pick(naturalIris),
    // The white of the eye is not as white as paper, and a longer exposure must not make it so.
    sclera: tone(mixColours([236, 230, 224], [214, 200, 170], white), 0.92 / Math.max(1, metered(bright))),
    shape: {
      width: (isChild ? 1.01 : isMale ? 1.02 : 0.98) + 0.03 * some(),
      jawWidth: (isChild ? 0.86 : isMale ? 1.06 : 0.95) + 0.04 * some(),
      length: shape.length + 0.02 * some(),
      cheekCm: shape.cheekCm + 0.1 * some(),
      noseWidth: (isChild ? 0.8 : 1.02) + 0.16 * (1 - bright) + 0.1 * some(),
      noseDepthCm: (isChild ? -0.9 : isMale ? 0.1 : -0.15) + 0.2 * some(),
      ...eyes[traits.eyes],
      ...(isChild && { eyeSize: eyes[traits.eyes].eyeSize + 0.14 }),
      browCm: shape.browCm + 0.06 * some(),
      lipFullness: shape.lipFullness + 0.2 * (1 - bright) + 0.06 * some(),
      mouthWidth: (isChild ? 0.84 : 1) + 0.05 * some(),
      sagging: shape.sagging,
    },
    hair: {
      ...hairOf(traits, pick),
      colour: hairColour,
      volumeCm: Math.max(0.1, hairCm + 0.15 * some()),
      raggedness: 0.25 + 0.3 * random(),
    },
    ...((traits.eyes === 'single-lid' || traits.eyes === 'narrow') && { lid: 'single' as const }),
    ...(covers.includes('glasses') && { glasses: glassesOf(pick, random) }),
    ...(covers.includes('beard') && { beard: beardOf(hairColour, pick, random) }),
    brow: {
      colour: mixColours(tone(hairColour, 0.9), skin, 0.1),
      thickness: (isMale ? 1.25 : 0.85) - (age === '70-plus' ? 0.15 : 0) + 0.1 * some(),
      archCm: (isMale ? -0.02 : 0.07) + 0.04 * some(),
    },
    marks: {
      freckles: 0,
      stubble: isMale ? 0.15 + 0.25 * random() : 0,
      wrinkles,
      makeUp: sex === 'female' && age !== 'under-18' && age !== '70-plus' ? 0.5 * random() : 0,
    },
    clothes: {
      colour: pick(cloths),
      trim: [230, 226, 218],
      neckline: pick(['round', 'collar', 'v'] as const),
    },
    room: { wall: pick(walls), accent: pick(cloths), kind: pick(['window', 'shelf', 'plant', 'curtain'] as const) },
    lamp: { azimuthDegrees: side * azimuthDegrees, warmth: light === 'dim' ? 0.8 : 0.3 * some(), ...lamp },
    exposure: { gain: gain * metered(bright), noise },
  };
}

type Choose = <T>(all: readonly T[]) => T;

function hairOf({ age, sex, covers }: Traits, pick: Choose): Pick<Hair, 'line' | 'bunCm' | 'partingDegrees'> {
  const isShort = sex === 'male';
  if (covers.includes('hair-over-brows'))
    return { line: isShort ? hairlines.shortFringe : hairlines.longFringe, bunCm: 0 };
  if (isShort) {
    const isOld = age === '60-69' || age === '70-plus';
    return { line: isOld ? hairlines.receding : hairlines.shortBack, bunCm: 0 };
  }
  if (age === 'under-18') return { line: hairlines.fringe, bunCm: 0 };
  return pick([
    { line: hairlines.tiedBack, bunCm: 2.2 },
    { line: hairlines.longOpen, bunCm: 0, partingDegrees: 14 },
    { line: hairlines.shortBack, bunCm: 0, partingDegrees: -18 },
  ]);
}

const glassesOf = (pick: Choose, random: () => number): Glasses => ({
  colour: pick([
    [34, 30, 32],
    [92, 58, 38],
    [150, 140, 120],
  ] as const),
  shape: pick(['round', 'square'] as const),
  rimCm: 0.14 + 0.22 * random(),
  glare: 0.25 + 0.5 * random(),
});

const beardOf = (hair: Colour, pick: Choose, random: () => number): Beard => ({
  colour: hair,
  style: pick(['full', 'chin'] as const),
  lengthCm: 0.6 + 1 * random(),
});

const naturalHair: readonly Colour[] = [
  [30, 25, 26],
  [38, 30, 30],
  [52, 38, 32],
  [72, 48, 34],
];
const naturalIris: readonly Colour[] = [
  [58, 38, 26],
  [72, 46, 32],
  [46, 32, 24],
  [92, 62, 36],
];
const cloths: readonly Colour[] = [
  [64, 96, 142],
  [86, 92, 84],
  [178, 88, 74],
  [214, 200, 168],
  [110, 70, 110],
  [52, 58, 68],
  [96, 136, 110],
];
const walls: readonly Colour[] = [
  [206, 212, 214],
  [196, 182, 158],
  [214, 204, 190],
  [158, 178, 192],
  [222, 220, 212],
];
