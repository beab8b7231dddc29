/** Variations of a drawn face. */
import { createRandom, mixSeed } from '../../synthetic/random.ts';
import type { Face } from './face.ts';
import { mix, mixColours, tone, type Colour } from './paint.ts';

/**
 * A different person who looks a little like `face`. The same seed gives the same person; seed 0 gives the face itself. Shape,
 * skin, hair, clothes and room vary; the hairstyle and the kind of room do not.
 */
export function varyFace(face: Face, seed: number): Face {
  if (seed === 0) return face;
  const random = createRandom(mixSeed(face.name, seed));
  /** A number between -1 and 1, mostly near 0. */
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
