/** Skin tone, blush, sockets, freckles, stubble and wrinkles. */
import { curve, dab, mixColours, stroke, tone, type Point } from './paint.ts';
import { shine, sides, type SkinCanvas } from './skin-canvas.ts';

export function paintComplexion({ picture, face, random, shadow }: SkinCanvas): void {
  const light = shine(face.skin, [255, 246, 228], 0.4);
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
    // The shadows of the eye socket: beside the nose, above the eye and below it.
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

export function paintAge(canvas: SkinCanvas): void {
  const { picture, face, shadow } = canvas;
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
  paintSagging(canvas);
}

/** Bags under the eyes, hollow cheeks, jowls, lines beside the mouth and over the lips, and spots of age. */
function paintSagging({ picture, face, random, shadow }: SkinCanvas): void {
  const { sagging = 0 } = face.shape;
  if (sagging === 0) return;
  const light = shine(face.skin, [255, 246, 228], 0.3);
  for (const side of sides) {
    const line = (points: readonly Point[], width: number, opacity: number, feather = 0.1): void =>
      stroke(
        picture,
        curve(points.map(([x, y]): Point => [side * x, y])),
        (u) => width * Math.sin(Math.PI * (0.12 + 0.8 * u)),
        shadow,
        opacity * sagging,
        feather,
      );
    // The bag below the eye, lit at its top.
    dab(picture, [side * 3, 1.25], [1.1, 0.32], light, 0.35 * sagging);
    line(
      [
        [1.7, 1.5],
        [2.4, 0.85],
        [3.3, 0.7],
        [4.2, 1.05],
      ],
      0.16,
      0.6,
      0.16,
    );
    line(
      [
        [1.9, 1.1],
        [2.9, 0.3],
        [4.2, 0.3],
      ],
      0.1,
      0.3,
      0.14,
    );
    // The upper lid's fold, hanging towards its outer end.
    line(
      [
        [2, 3.35],
        [3.2, 3.55],
        [4.3, 3.1],
        [4.9, 2.5],
      ],
      0.14,
      0.55,
      0.12,
    );
    dab(picture, [side * 5, -2.4], [1.1, 1.5], shadow, 0.3 * sagging);
    dab(picture, [side * 4.2, -6.3], [1, 0.6], light, 0.25 * sagging);
    line(
      [
        [2.6, -4.5],
        [2.95, -5.3],
        [3.1, -6.2],
        [2.9, -6.9],
      ],
      0.16,
      0.65,
      0.14,
    );
    line(
      [
        [3.3, -7.2],
        [4.4, -7.5],
        [5.5, -6.7],
      ],
      0.2,
      0.5,
      0.24,
    );
    line(
      [
        [4.6, -0.2],
        [5.2, -1.5],
        [5.1, -3],
      ],
      0.08,
      0.35,
      0.12,
    );
    line(
      [
        [5.6, 0.9],
        [6, -0.3],
        [6, -1.6],
      ],
      0.06,
      0.3,
      0.1,
    );
    for (const [dx, dy] of [
      [0, 0.6],
      [0.1, 0.2],
      [0.1, -0.25],
      [0, -0.7],
    ] as const)
      line(
        [
          [4.75, 2.3 + 0.5 * dy],
          [5.4 + dx, 2.25 + dy],
          [6.1 + dx, 2 + 1.7 * dy],
        ],
        0.06,
        0.6,
        0.06,
      );
    for (const x of [0.4, 0.9, 1.4, 1.9])
      line(
        [
          [x, -2.9],
          [x * 1.06, -3.4],
        ],
        0.05,
        0.5,
        0.06,
      );
    for (const x of [0.6, 1.3])
      line(
        [
          [x, -5.9],
          [x * 1.05, -6.3],
        ],
        0.05,
        0.35,
        0.06,
      );
  }
  for (let spot = 0; spot < 26 * sagging; spot++) {
    const at: Point = [14 * (random() - 0.5), 13 * random() - 5];
    const size = 0.1 + 0.22 * random();
    dab(
      picture,
      at,
      [size, size * (0.7 + 0.5 * random())],
      mixColours(tone(face.skin, 0.72), [110, 70, 40], 0.3),
      0.45,
    );
  }
}
