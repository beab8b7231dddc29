import { createRandom, mixSeed } from '../../synthetic/random.ts';
import { mix, mixColours, tone, type Colour } from './paint.ts';

/** The build of a face: factors around 1, offsets in centimetres around 0, on MediaPipe's canonical face. */
export interface Shape {
  readonly width: number;
  readonly jawWidth: number;
  /** Of the face below the eyes. */
  readonly length: number;
  readonly cheekCm: number;
  readonly noseWidth: number;
  readonly noseDepthCm: number;
  readonly eyeSize: number;
  readonly eyeOpening: number;
  /** Outer corners higher (> 0) or lower. */
  readonly eyeTiltCm: number;
  readonly browCm: number;
  readonly lipFullness: number;
  readonly mouthWidth: number;
}

/** How far down the hair hangs: [degrees from straight ahead, height in cm on the canonical face], front to back. */
export type Hairline = readonly (readonly [degrees: number, heightCm: number])[];

export interface Hair {
  readonly colour: Colour;
  readonly line: Hairline;
  /** Thickness over the skull. */
  readonly volumeCm: number;
  /** 0 combed flat, 1 locks of very different lengths. */
  readonly raggedness: number;
  /** Radius of a bun at the back of the crown; 0 for none. */
  readonly bunCm: number;
  /** A parting, in degrees from straight ahead towards the person's left; absent without one. */
  readonly partingDegrees?: number;
}

/** A person who does not exist: everything the painter and the rig need. */
export interface Face {
  readonly name: string;
  readonly seed: number;
  readonly skin: Colour;
  readonly blush: Colour;
  readonly lip: Colour;
  readonly iris: Colour;
  readonly shape: Shape;
  readonly hair: Hair;
  readonly brow: { readonly colour: Colour; readonly thickness: number; readonly archCm: number };
  /** 0 none … 1 strong. */
  readonly marks: {
    readonly freckles: number;
    readonly stubble: number;
    readonly wrinkles: number;
    readonly makeUp: number;
  };
  readonly clothes: {
    readonly colour: Colour;
    readonly trim: Colour;
    readonly neckline: 'round' | 'collar' | 'v';
  };
  readonly room: {
    readonly wall: Colour;
    readonly accent: Colour;
    readonly kind: 'window' | 'shelf' | 'plant' | 'curtain';
  };
  /** Where the lamp stands, in degrees from the camera towards image right, and its warmth, -1 cold … 1 warm. */
  readonly lamp: { readonly azimuthDegrees: number; readonly warmth: number };
}

const fringe: Hairline = [
  [0, 5.9],
  [28, 5.7],
  [46, 5.2],
  [58, 2.5],
  [66, -6.5],
  [90, -8.6],
  [180, -8.8],
];
const shortBack: Hairline = [
  [0, 7.3],
  [25, 7.4],
  [42, 6.6],
  [56, 5.0],
  [68, 1.6],
  [78, 1.4],
  [96, 2.2],
  [108, -3.5],
  [180, -6.5],
];
const tiedBack: Hairline = [
  [0, 7.5],
  [25, 7.1],
  [45, 5.6],
  [60, 3.2],
  [70, -0.4],
  [78, 1.8],
  [98, 2.2],
  [115, -2.5],
  [180, -5],
];
const longOpen: Hairline = [
  [0, 7.2],
  [22, 7.0],
  [40, 5.9],
  [54, 2.6],
  [64, -7],
  [76, -15],
  [100, -17.5],
  [180, -18],
];

export const faces = {
  lan: {
    name: 'lan',
    seed: 11,
    skin: [238, 200, 174],
    blush: [229, 132, 118],
    lip: [196, 84, 88],
    iris: [72, 46, 32],
    shape: {
      width: 0.97,
      jawWidth: 0.93,
      length: 0.93,
      cheekCm: 0.1,
      noseWidth: 0.93,
      noseDepthCm: -0.25,
      eyeSize: 1.15,
      eyeOpening: 1.55,
      eyeTiltCm: 0.12,
      browCm: 0,
      lipFullness: 1.05,
      mouthWidth: 0.95,
    },
    hair: { colour: [38, 30, 32], line: fringe, volumeCm: 0.5, raggedness: 0.35, bunCm: 0 },
    brow: { colour: [52, 40, 38], thickness: 0.8, archCm: 0.05 },
    marks: { freckles: 0, stubble: 0, wrinkles: 0.05, makeUp: 0.6 },
    clothes: { colour: [64, 96, 142], trim: [226, 230, 236], neckline: 'collar' },
    room: { wall: [206, 212, 214], accent: [122, 158, 150], kind: 'window' },
    lamp: { azimuthDegrees: -32, warmth: 0.1 },
  },
  shi: {
    name: 'shi',
    seed: 23,
    skin: [206, 156, 120],
    blush: [186, 100, 78],
    lip: [158, 92, 82],
    iris: [58, 40, 30],
    shape: {
      width: 1.04,
      jawWidth: 1.07,
      length: 0.95,
      cheekCm: 0.05,
      noseWidth: 1.14,
      noseDepthCm: 0.1,
      eyeSize: 1.1,
      eyeOpening: 1.5,
      eyeTiltCm: -0.05,
      browCm: -0.1,
      lipFullness: 0.95,
      mouthWidth: 1.03,
    },
    hair: { colour: [96, 94, 94], line: shortBack, volumeCm: 0.35, raggedness: 0.5, bunCm: 0 },
    brow: { colour: [62, 56, 54], thickness: 1.35, archCm: -0.05 },
    marks: { freckles: 0.1, stubble: 0.55, wrinkles: 0.7, makeUp: 0 },
    clothes: { colour: [86, 92, 84], trim: [58, 64, 60], neckline: 'v' },
    room: { wall: [196, 182, 158], accent: [128, 88, 58], kind: 'shelf' },
    lamp: { azimuthDegrees: 28, warmth: 0.5 },
  },
  mei: {
    name: 'mei',
    seed: 37,
    skin: [224, 180, 142],
    blush: [214, 112, 92],
    lip: [178, 62, 72],
    iris: [104, 70, 38],
    shape: {
      width: 1.03,
      jawWidth: 0.98,
      length: 0.94,
      cheekCm: 0.25,
      noseWidth: 1.02,
      noseDepthCm: -0.15,
      eyeSize: 1.12,
      eyeOpening: 1.5,
      eyeTiltCm: 0.02,
      browCm: 0.12,
      lipFullness: 1.2,
      mouthWidth: 1.02,
    },
    hair: { colour: [84, 52, 36], line: longOpen, volumeCm: 0.7, raggedness: 0.4, bunCm: 0, partingDegrees: 16 },
    brow: { colour: [78, 54, 42], thickness: 0.95, archCm: 0.12 },
    marks: { freckles: 0.6, stubble: 0, wrinkles: 0.15, makeUp: 0.35 },
    clothes: { colour: [178, 88, 74], trim: [238, 214, 190], neckline: 'round' },
    room: { wall: [214, 204, 190], accent: [96, 136, 84], kind: 'plant' },
    lamp: { azimuthDegrees: -20, warmth: 0.3 },
  },
  bo: {
    name: 'bo',
    seed: 53,
    skin: [146, 98, 70],
    blush: [140, 70, 52],
    lip: [136, 74, 68],
    iris: [44, 30, 24],
    shape: {
      width: 1,
      jawWidth: 1.02,
      length: 0.95,
      cheekCm: -0.1,
      noseWidth: 1.2,
      noseDepthCm: 0.05,
      eyeSize: 1.13,
      eyeOpening: 1.6,
      eyeTiltCm: 0,
      browCm: 0.02,
      lipFullness: 1.3,
      mouthWidth: 1.06,
    },
    hair: { colour: [30, 25, 24], line: tiedBack, volumeCm: 0.25, raggedness: 0.2, bunCm: 0 },
    brow: { colour: [28, 22, 20], thickness: 1.15, archCm: 0 },
    marks: { freckles: 0, stubble: 0.25, wrinkles: 0.1, makeUp: 0 },
    clothes: { colour: [222, 196, 112], trim: [246, 232, 180], neckline: 'round' },
    room: { wall: [158, 178, 192], accent: [88, 108, 136], kind: 'curtain' },
    lamp: { azimuthDegrees: 18, warmth: -0.1 },
  },
} as const satisfies Record<string, Face>;

export type FaceName = keyof typeof faces;
export const faceNames = Object.keys(faces) as FaceName[];

/**
 * Somebody else who looks a little like `face`: the same seed gives the same person, seed 0 the face itself.
 * Build, skin, hair, clothes and room move; kind of hair and of room stay.
 */
export function varyFace(face: Face, seed: number): Face {
  if (seed === 0) return face;
  const random = createRandom(mixSeed(face.name, seed));
  /** Between -1 and 1, mostly near 0. */
  const some = (): number => random() + random() - 1;
  const colour = (base: Colour, strength: number): Colour => {
    const [red, green, blue] = tone(base, 1 + 0.5 * strength * some());
    return [
      Math.min(255, red * (1 + strength * 0.3 * some())),
      green,
      Math.min(255, blue * (1 + strength * 0.4 * some())),
    ];
  };
  const { shape } = face;
  const skin = tone(face.skin, 1 + 0.1 * some());
  return {
    ...face,
    name: `${face.name}-${seed}`,
    seed: mixSeed(face.name, seed) & 0xffff,
    skin,
    blush: mixColours(face.blush, skin, 0.2 * random()),
    lip: colour(face.lip, 0.25),
    iris: colour(face.iris, 0.5),
    shape: {
      width: shape.width + 0.03 * some(),
      jawWidth: shape.jawWidth + 0.06 * some(),
      length: shape.length + 0.025 * some(),
      cheekCm: shape.cheekCm + 0.15 * some(),
      noseWidth: shape.noseWidth + 0.1 * some(),
      noseDepthCm: shape.noseDepthCm + 0.25 * some(),
      eyeSize: shape.eyeSize + 0.04 * some(),
      eyeOpening: shape.eyeOpening + 0.05 * some(),
      eyeTiltCm: shape.eyeTiltCm + 0.1 * some(),
      browCm: shape.browCm + 0.12 * some(),
      lipFullness: shape.lipFullness + 0.1 * some(),
      mouthWidth: shape.mouthWidth + 0.05 * some(),
    },
    hair: {
      ...face.hair,
      colour: colour(face.hair.colour, 0.5),
      volumeCm: Math.max(0.05, face.hair.volumeCm + 0.3 * some()),
      line: face.hair.line.map(([degrees, heightCm]) => [degrees, heightCm + 0.25 * some()] as const),
    },
    brow: {
      ...face.brow,
      thickness: face.brow.thickness * (1 + 0.2 * some()),
      archCm: face.brow.archCm + 0.08 * some(),
    },
    marks: {
      ...face.marks,
      freckles: mix(face.marks.freckles, random(), 0.2),
      wrinkles: face.marks.wrinkles * (0.6 + 0.8 * random()),
    },
    clothes: { ...face.clothes, colour: colour(face.clothes.colour, 0.9) },
    room: { ...face.room, wall: colour(face.room.wall, 0.3), accent: colour(face.room.accent, 0.5) },
    lamp: { azimuthDegrees: face.lamp.azimuthDegrees + 20 * some(), warmth: face.lamp.warmth + 0.3 * some() },
  };
}
