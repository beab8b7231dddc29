/** Nose, lips, lids and brows, painted on the skin. */
import { curve, dab, fill, mix, mixColours, smoothstep, stroke, tone, type Point } from './paint.ts';
import { shine, sides, type SkinCanvas } from './skin-canvas.ts';
import { lips, type Eye } from './topology.ts';

export function paintNose({ picture, face, shadow }: SkinCanvas): void {
  const light = shine(face.skin, [255, 248, 234], 0.5);
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
  dab(picture, [-0.1, -0.3], [0.34, 0.3], shine(face.skin, [255, 250, 242], 1), 0.36);
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

export function paintLips({ picture, face, point, shadow }: SkinCanvas): void {
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
  // A wet highlight on the lower lip, and a thin light edge above the upper lip.
  const gloss = shine(face.lip, [255, 236, 228], 0.55);
  dab(picture, [-0.15, -4.95], [0.9, 0.15], gloss, 0.6);
  stroke(picture, upperOutside, 0.07, shine(face.skin, [255, 246, 236], 0.4), 0.35, 0.1);
  stroke(picture, lowerOutside.slice(6, -6), 0.1, shadow, 0.22, 0.16);
  const line = tone(mixColours(shadow, face.lip, 0.3), 0.5);
  stroke(picture, upperInside, (u) => 0.07 + 0.06 * Math.sin(Math.PI * u), line, 0.85, 0.06);
  stroke(picture, lowerInside, 0.05, line, 0.4, 0.07);
  for (const corner of outer) dab(picture, corner, [0.24, 0.16], line, 0.6);
}

/** The fold of a single lid, which runs from the upper lid down over the inner corner of the eye. */
function paintInnerFold({ picture, face, point, shadow }: SkinCanvas, eye: Eye, sign: 1 | -1): void {
  const [ix, iy] = point(eye.inner);
  const [ux, uy] = point(eye.upper[6]);
  const fold = curve([
    [ux + sign * 0.25, uy + 0.14],
    [ix + sign * 0.02, iy + 0.08],
    [ix - sign * 0.12, iy - 0.22],
  ]);
  stroke(picture, fold, 0.14, face.skin, 0.75, 0.12);
  stroke(
    picture,
    fold.map(([x, y]): Point => [x + sign * 0.08, y - 0.03]),
    0.05,
    shadow,
    0.5,
    0.07,
  );
}

export function paintLids(canvas: SkinCanvas, eye: Eye, sign: 1 | -1): void {
  const { picture, face, point, shadow } = canvas;
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
  if (face.lid === undefined) {
    stroke(picture, crease, (u) => 0.1 * Math.sin(Math.PI * Math.min(1, 0.2 + 0.8 * u)), shadow, 0.4, 0.1);
  } else paintInnerFold(canvas, eye, sign);
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

export function paintBrow(
  { picture, face, point, random }: SkinCanvas,
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
    // Hairs stand up at the inner end and lie outwards everywhere else.
    const lean = mix(0.15, 1.25, along);
    const tip: Point = [x + sign * length * Math.cos(lean), y + length * Math.sin(lean) * 0.55 - 0.08];
    stroke(picture, [[x, y], tip], (u) => 0.07 * (1.2 - u), tone(colour, 0.75 + 0.5 * random()), 0.5, 0.05);
  }
}
