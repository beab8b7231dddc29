/** The room behind a drawn person. */
import { createRandom } from '../../synthetic/random.ts';
import type { Face } from './face.ts';
import { brush, createPicture, dab, fill, mixColours, stroke, tone, type Picture, type Point } from './paint.ts';

/** Paints the room, out of focus: 640×480 pixels, y up from the bottom. */
export function paintRoom({ room, seed }: Face): Picture {
  const random = createRandom(seed + 2);
  const picture = createPicture({ left: 0, right: 640, top: 480, bottom: 0, perUnit: 1 }, room.wall);
  const all = { left: 0, right: 640, top: 480, bottom: 0 };
  // The wall is darker towards the corners.
  brush(picture, all, tone(room.wall, 0.62), (x, y) => Math.min(0.85, ((x - 250) / 620) ** 2 + ((y - 330) / 560) ** 2));
  furniture[room.kind](picture, room, random);
  soften(picture, 5);
  return picture;
}

type Furniture = (picture: Picture, room: Face['room'], random: () => number) => void;

const box = (left: number, right: number, bottom: number, top: number): Point[] => [
  [left, bottom],
  [right, bottom],
  [right, top],
  [left, top],
];

const furniture: Record<Face['room']['kind'], Furniture> = {
  window: (picture, { accent }) => {
    fill(picture, box(28, 188, 190, 470), [246, 246, 240], 1, 2);
    fill(picture, box(38, 104, 200, 460), [206, 226, 240], 1, 2);
    fill(picture, box(112, 178, 200, 460), [214, 232, 242], 1, 2);
    dab(picture, [70, 220], [46, 40], [150, 182, 140], 0.8);
    dab(picture, [150, 214], [40, 34], [134, 170, 128], 0.8);
    fill(picture, box(520, 640, 250, 400), tone(accent, 0.9), 1, 3);
    fill(picture, box(532, 640, 262, 388), mixColours(accent, [240, 236, 220], 0.55), 1, 3);
    stroke(
      picture,
      [
        [0, 96],
        [640, 96],
      ],
      6,
      [232, 232, 228],
      0.9,
      3,
    );
  },
  shelf: (picture, { accent }, random) => {
    for (const shelf of [400, 268, 132]) {
      for (let x = 420; x < 640;) {
        const width = 12 + 18 * random();
        const tall = 60 + 40 * random();
        const colour = mixColours(accent, [60 + 150 * random(), 60 + 120 * random(), 60 + 110 * random()], 0.7);
        fill(picture, box(x, x + width - 2, shelf, shelf + tall), colour, 0.95, 2);
        x += width;
      }
      fill(picture, box(408, 640, shelf - 12, shelf), tone(accent, 0.8), 1, 2);
    }
    fill(picture, box(40, 150, 240, 400), tone(accent, 0.62), 1, 2);
    fill(picture, box(50, 140, 250, 390), [226, 218, 200], 1, 2);
    dab(picture, [95, 320], [30, 40], tone(accent, 1.2), 0.7);
  },
  plant: (picture, { accent }, random) => {
    fill(picture, box(500, 572, 60, 150), [190, 120, 88], 1, 3);
    for (let leaf = 0; leaf < 26; leaf++) {
      const lean = (random() - 0.5) * 220;
      const top = 220 + 190 * random();
      const middle: Point = [536 + lean * 0.35, 140 + (top - 140) * 0.6];
      stroke(
        picture,
        [[536, 145], middle, [536 + lean, top]],
        (u) => 4 + 22 * u * (1.1 - u) * 2,
        tone(accent, 0.7 + 0.6 * random()),
        0.9,
        4,
      );
    }
    fill(picture, box(30, 170, 300, 420), [232, 224, 210], 1, 3);
    fill(picture, box(42, 158, 312, 408), mixColours(accent, [220, 170, 120], 0.6), 0.8, 3);
    fill(picture, box(0, 640, 0, 60), [172, 140, 110], 0.9, 6);
  },
  curtain: (picture, { accent, wall }) => {
    for (let x = 0; x < 210; x += 30) {
      stroke(
        picture,
        [
          [x, 0],
          [x + 6, 240],
          [x, 480],
        ],
        20,
        tone(accent, 1.25),
        0.8,
        10,
      );
      stroke(
        picture,
        [
          [x + 15, 0],
          [x + 20, 240],
          [x + 15, 480],
        ],
        10,
        tone(accent, 0.7),
        0.8,
        8,
      );
    }
    stroke(
      picture,
      [
        [560, 120],
        [560, 300],
      ],
      8,
      [70, 70, 74],
      1,
      2,
    );
    fill(
      picture,
      [
        [510, 300],
        [610, 300],
        [588, 380],
        [532, 380],
      ],
      [246, 232, 196],
      1,
      4,
    );
    dab(picture, [560, 330], [110, 120], mixColours(wall, [255, 236, 196], 0.8), 0.45);
  },
};

/** Blurs with two passes of a box filter, `2 · radius + 1` pixels wide, in both directions. */
function soften({ width, height, rgba }: Picture, radius: number): void {
  const line = new Float32Array(Math.max(width, height));
  const blurLine = (start: number, step: number, length: number): void => {
    for (let k = 0; k < length; k++) line[k] = rgba[start + k * step]!;
    let sum = line[0]! * (radius + 1);
    for (let k = 0; k < radius; k++) sum += line[k]!;
    for (let k = 0; k < length; k++) {
      sum += line[Math.min(length - 1, k + radius)]! - line[Math.max(0, k - radius - 1)]!;
      rgba[start + k * step] = sum / (2 * radius + 1);
    }
  };
  for (let pass = 0; pass < 2; pass++) {
    for (let c = 0; c < 3; c++) {
      for (let y = 0; y < height; y++) blurLine(y * width * 4 + c, 4, width);
      for (let x = 0; x < width; x++) blurLine(x * 4 + c, width * 4, height);
    }
  }
}
