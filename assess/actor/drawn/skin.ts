import { createRandom } from '../../synthetic/random.ts';
import type { Face } from './face.ts';
import {
  createPicture,
  curve,
  dab,
  fill,
  mix,
  mixColours,
  smoothstep,
  stroke,
  tone,
  type Colour,
  type Picture,
  type Point,
} from './paint.ts';
import { leftBrow, leftEye, lips, rightBrow, rightEye, type Eye } from './topology.ts';

/** The part of the canonical face the skin picture shows, in centimetres, seen straight from the front. */
export const skinFrame = { left: -8.5, right: 8.5, top: 9, bottom: -10, perUnit: 24 } as const;

/**
 * Paints the skin of a face with brows, lid lines, nostrils and lips, as seen from the front.
 *
 * @param point where a landmark lies in the picture: x, y of the canonical face in centimetres
 */
export function paintSkin(face: Face, point: (landmark: number) => Point): Picture {
  const random = createRandom(face.seed);
  const picture = createPicture(skinFrame, face.skin);
  const paint = { picture, face, point, random, shadow: mixColours(tone(face.skin, 0.52), [92, 30, 24], 0.25) };
  paintComplexion(paint);
  paintNose(paint);
  paintAge(paint);
  paintLips(paint);
  for (const [eye, sign] of [
    [rightEye, -1],
    [leftEye, 1],
  ] as const)
    paintLids(paint, eye, sign);
  for (const [brow, sign] of [
    [rightBrow, -1],
    [leftBrow, 1],
  ] as const)
    paintBrow(paint, brow, sign);
  return picture;
}

interface Paint {
  readonly picture: Picture;
  readonly face: Face;
  readonly point: (landmark: number) => Point;
  readonly random: () => number;
  /** What skin looks like in a fold. */
  readonly shadow: Colour;
}

const sides = [-1, 1] as const;

function paintComplexion({ picture, face, random, shadow }: Paint): void {
  const light = mixColours(face.skin, [255, 246, 228], 0.4);
  for (let spot = 0; spot < 90; spot++) {
    const at: Point = [16 * (random() - 0.5), 18 * (random() - 0.5)];
    const size = 0.5 + 1.4 * random();
    dab(
      picture,
      at,
      [size, size],
      random() < 0.5 ? tone(face.skin, 0.94) : mixColours(face.skin, face.blush, 0.16),
      0.3,
    );
  }
  dab(picture, [0, 6.2], [3.6, 1.6], light, 0.35);
  for (const side of sides) {
    dab(picture, [side * 4.4, -0.9], [2.1, 1.6], face.blush, 0.2 + 0.14 * face.marks.makeUp);
    dab(picture, [side * 4.1, 0.5], [1.3, 0.7], light, 0.32);
    // Sockets: deeper by the nose, a touch below the eye.
    dab(picture, [side * 1.55, 3.35], [0.75, 0.9], shadow, 0.16);
    dab(picture, [side * 3.1, 3.75], [1.6, 0.5], shadow, 0.13);
    dab(picture, [side * 2.9, 1.6], [1.3, 0.4], shadow, 0.22);
    dab(picture, [side * 7.4, -3.5], [1.4, 4], shadow, 0.22);
    dab(picture, [side * 7.2, 4.5], [1.2, 2.5], shadow, 0.14);
  }
  dab(picture, [0, -8.2], [1.5, 0.8], light, 0.22);
  dab(picture, [0, -6.15], [1.5, 0.36], shadow, 0.32);
  dab(picture, [0, -9.6], [4.5, 0.7], shadow, 0.25);
  const { freckles, stubble } = face.marks;
  for (let freckle = 0; freckle < 90 * freckles; freckle++) {
    const at: Point = [9 * (random() + random() - 1), 0.1 + 1.6 * (random() + random() - 1)];
    const size = 0.06 + 0.06 * random();
    dab(picture, at, [size, size], mixColours(face.skin, [128, 70, 40], 0.5), 0.5);
  }
  if (stubble > 0) {
    const beard = mixColours(tone(face.skin, 0.7), [70, 74, 80], 0.4);
    dab(picture, [0, -7.6], [4.2, 1.9], beard, 0.42 * stubble);
    dab(picture, [0, -2.85], [2, 0.55], beard, 0.55 * stubble);
    for (const side of sides) dab(picture, [side * 4.6, -5.4], [1.6, 2.4], beard, 0.4 * stubble);
    for (let hair = 0; hair < 900 * stubble; hair++) {
      const x = 11 * (random() - 0.5);
      const y = -2.6 - 6.6 * random();
      if (Math.abs(x) < 2.8 && y > -6 && y < -3.2) continue;
      dab(picture, [x, y], [0.05, 0.07], tone(face.hair.colour, 0.8), 0.3);
    }
  }
}

function paintNose({ picture, face, shadow }: Paint): void {
  const light = mixColours(face.skin, [255, 248, 234], 0.5);
  stroke(
    picture,
    curve([
      [0, 3.6],
      [0, 1.5],
      [0, -0.2],
    ]),
    0.5,
    light,
    0.42,
    0.42,
  );
  dab(picture, [0, -0.85], [1.1, 0.7], mixColours(face.skin, face.blush, 0.5), 0.35);
  dab(picture, [-0.1, -0.3], [0.34, 0.3], [255, 250, 242], 0.36);
  for (const side of sides) {
    stroke(
      picture,
      curve([
        [side * 1.25, 3.4],
        [side * 0.95, 2],
        [side * 1.05, 0.6],
        [side * 1.35, -0.3],
      ]),
      0.3,
      shadow,
      0.24,
      0.42,
    );
    stroke(
      picture,
      curve([
        [side * 1.5, -0.35],
        [side * 1.82, -0.85],
        [side * 1.72, -1.45],
        [side * 1.35, -1.75],
      ]),
      (u) => 0.14 * Math.sin(Math.PI * Math.min(1, 0.15 + u)),
      shadow,
      0.6,
      0.15,
    );
    dab(picture, [side * 0.82, -1.62], [0.46, 0.19], tone(shadow, 0.36), 0.95);
    stroke(
      picture,
      curve([
        [side * 0.35, -2.3],
        [side * 0.42, -2.7],
        [side * 0.5, -3.15],
      ]),
      0.1,
      shadow,
      0.14,
      0.16,
    );
  }
  dab(picture, [0, -2.02], [1.5, 0.34], shadow, 0.42);
  dab(picture, [0, -2.7], [0.22, 0.5], shadow, 0.16);
}

function paintAge({ picture, face, shadow }: Paint): void {
  const { wrinkles } = face.marks;
  for (const side of sides) {
    const fold = curve([
      [side * 1.95, -1.35],
      [side * 2.6, -2.3],
      [side * 3.05, -3.3],
      [side * 3.1, -4.1],
    ]);
    stroke(picture, fold, (u) => 0.16 * Math.sin(Math.PI * u), shadow, 0.14 + 0.5 * wrinkles, 0.24);
    if (wrinkles < 0.3) continue;
    for (const dy of [0.35, 0, -0.35]) {
      stroke(
        picture,
        curve([
          [side * 5, 2.6 + 0.4 * dy],
          [side * 5.5, 2.6 + dy],
          [side * 6, 2.55 + 1.5 * dy],
        ]),
        0.06,
        shadow,
        0.35 * wrinkles,
        0.08,
      );
    }
    stroke(
      picture,
      curve([
        [side * 1.9, 1.85],
        [side * 2.9, 1.35],
        [side * 4.1, 1.5],
      ]),
      0.1,
      shadow,
      0.4 * wrinkles,
      0.18,
    );
    stroke(
      picture,
      curve([
        [side * 0.5, 4.1],
        [side * 0.42, 4.6],
        [side * 0.5, 5.1],
      ]),
      0.06,
      shadow,
      0.4 * wrinkles,
      0.12,
    );
  }
  if (wrinkles < 0.3) return;
  for (const y of [5.75, 6.4, 7]) {
    stroke(
      picture,
      curve([
        [-3.6, y - 0.15],
        [-1.6, y + 0.1],
        [0, y - 0.02],
        [1.7, y + 0.12],
        [3.5, y - 0.12],
      ]),
      0.07,
      shadow,
      0.3 * wrinkles,
      0.14,
    );
  }
}

function paintLips({ picture, face, point, shadow }: Paint): void {
  const outer = lips.outerCorners.map(point);
  const inner = lips.innerCorners.map(point);
  const row = (landmarks: readonly number[]): Point[] => landmarks.map(point);
  const upperOutside = curve([outer[0]!, ...row(lips.outerUpper), outer[1]!], 4);
  const upperInside = curve([outer[0]!, inner[0]!, ...row(lips.innerUpper), inner[1]!, outer[1]!], 4);
  const lowerOutside = curve([outer[0]!, ...row(lips.outerLower), outer[1]!], 4);
  const lowerInside = curve([outer[0]!, inner[0]!, ...row(lips.innerLower), inner[1]!, outer[1]!], 4);
  const strength = 0.72 + 0.2 * face.marks.makeUp;
  fill(picture, [...upperOutside, ...upperInside.toReversed()], tone(face.lip, 0.86), strength, 0.13);
  fill(picture, [...lowerOutside, ...lowerInside.toReversed()], face.lip, strength, 0.15);
  // Wet light on the lower lip, a thin light edge over the upper.
  const gloss = mixColours(face.lip, [255, 236, 228], 0.55);
  dab(picture, [-0.15, -4.95], [0.9, 0.15], gloss, 0.6);
  stroke(picture, upperOutside, 0.07, mixColours(face.skin, [255, 246, 236], 0.4), 0.35, 0.1);
  stroke(picture, lowerOutside.slice(6, -6), 0.1, shadow, 0.22, 0.16);
  const line = tone(mixColours(shadow, face.lip, 0.3), 0.5);
  stroke(picture, upperInside, (u) => 0.07 + 0.06 * Math.sin(Math.PI * u), line, 0.85, 0.06);
  stroke(picture, lowerInside, 0.05, line, 0.4, 0.07);
  for (const corner of outer) dab(picture, corner, [0.24, 0.16], line, 0.6);
}

function paintLids({ picture, face, point, shadow }: Paint, eye: Eye, sign: 1 | -1): void {
  const edge = curve([eye.outer, ...eye.upper, eye.inner].map(point), 4);
  const lower = curve([eye.outer, ...eye.lower, eye.inner].map(point), 4);
  const crease = curve(
    [eye.outer, ...eye.upper, eye.inner].map((landmark, k): Point => {
      const skin = [eye.outer, ...eye.upperSkin, eye.inner][k]!;
      const [x0, y0] = point(landmark);
      const [x1, y1] = point(skin);
      return [mix(x0, x1, 0.75), mix(y0, y1, 0.75)];
    }),
    4,
  );
  const ink = mixColours(tone(face.hair.colour, 0.5), [20, 14, 14], 0.6);
  const { makeUp } = face.marks;
  fill(picture, [...edge, ...crease.toReversed()], mixColours(shadow, face.blush, 0.35), 0.14 + 0.2 * makeUp, 0.14);
  stroke(picture, crease, (u) => 0.1 * Math.sin(Math.PI * Math.min(1, 0.2 + 0.8 * u)), shadow, 0.4, 0.1);
  stroke(picture, lower, 0.09, mixColours(face.blush, shadow, 0.5), 0.55, 0.09);
  stroke(picture, lower.slice(0, 14), 0.05, ink, 0.3 + 0.2 * makeUp, 0.06);
  stroke(picture, edge, (u) => 0.14 + 0.07 * makeUp - 0.1 * u, ink, 0.95, 0.06);
  const [ox, oy] = point(eye.outer);
  if (makeUp > 0.3)
    stroke(
      picture,
      [
        [ox, oy],
        [ox + sign * 0.3, oy + 0.14],
      ],
      (u) => 0.14 * (1 - u),
      ink,
      0.8,
      0.06,
    );
  const [ix, iy] = point(eye.inner);
  dab(picture, [ix - sign * 0.06, iy], [0.16, 0.12], mixColours(face.blush, [255, 200, 190], 0.3), 0.7);
}

function paintBrow(
  { picture, face, point, random }: Paint,
  brow: { readonly upper: readonly number[]; readonly lower: readonly number[] },
  sign: 1 | -1,
): void {
  const { colour, thickness, archCm } = face.brow;
  const upper = brow.upper.map(point);
  const lower = brow.lower.map(point);
  /** A place in the brow: `along` from the outer to the inner end, `up` from the lower to the upper edge. */
  const place = (along: number, up: number): Point => {
    const at = Math.min(3.999, along * 4);
    const k = Math.floor(at);
    const rise = archCm * Math.sin(Math.PI * along);
    const edge = (row: readonly Point[]): Point => [
      mix(row[k]![0], row[k + 1]![0], at - k),
      mix(row[k]![1], row[k + 1]![1], at - k),
    ];
    const [ux, uy] = edge(upper);
    const [lx, ly] = edge(lower);
    const spread = 0.5 + (up - 0.5) * 0.72 * thickness * smoothstep(0, 0.45, along + 0.14);
    return [mix(lx, ux, spread), mix(ly, uy, spread) + rise];
  };
  const steps = Array.from({ length: 13 }, (_, k) => k / 12);
  const outline = [...steps.map((u) => place(u, 0.95)), ...steps.toReversed().map((u) => place(u, 0.05))];
  fill(picture, outline, mixColours(colour, face.skin, 0.25), 0.62, 0.2);
  for (let hair = 0; hair < 150; hair++) {
    const along = random();
    const [x, y] = place(along, random());
    const length = 0.3 + 0.2 * random();
    // Hairs stand up at the inner end and lie outwards along the rest.
    const lean = mix(0.15, 1.25, along);
    const tip: Point = [x + sign * length * Math.cos(lean), y + length * Math.sin(lean) * 0.55 - 0.08];
    stroke(picture, [[x, y], tip], (u) => 0.07 * (1.2 - u), tone(colour, 0.75 + 0.5 * random()), 0.5, 0.05);
  }
}
