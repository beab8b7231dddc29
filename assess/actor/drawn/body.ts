/** Ears, neck, shoulders and clothes. */
import type { Face } from './face.ts';
import { mixColours, smoothstep, tone, type Colour } from './paint.ts';

/** A part of the body. */
export interface Part {
  /** Positions of the vertices with a neutral head, in canonical centimetres. */
  readonly positions: Float32Array;
  /** How far each vertex follows the head, 0 to 1. */
  readonly follows: Float32Array;
  /** Colours of the vertices; 1 stands for 255. */
  readonly colours: Float32Array;
  readonly triangles: Uint16Array;
}

/** An ear: an oval dish with a raised rim, leaning back. @param side 1 for the person's left, -1 for the right */
export function buildEar(face: Face, neutralHead: Float32Array, side: 1 | -1): Part {
  const [rings, spokes] = [4, 16];
  const root = [
    Math.abs(neutralHead[3 * 454]!) - 0.1,
    neutralHead[3 * 454 + 1]! + 0.2,
    neutralHead[3 * 454 + 2]! - 1.3,
  ] as const;
  const leanRadians = 0.55;
  const part = startPart();
  for (let ring = 0; ring <= rings; ring++) {
    for (let spoke = 0; spoke < spokes; spoke++) {
      const round = (spoke / spokes) * 2 * Math.PI;
      const reach = ring / rings;
      const lobe = 1 - 0.28 * smoothstep(0.2, -1, Math.sin(round));
      const across = 1.35 * reach * Math.cos(round) * lobe;
      const rim = 0.28 * Math.sin(reach * Math.PI * 1.15);
      const x = root[0] + 0.45 - Math.sin(leanRadians) * across + rim * Math.cos(leanRadians);
      const z = root[2] + Math.cos(leanRadians) * across + rim * Math.sin(leanRadians);
      const shade = reach < 0.4 ? 0.72 : reach < 0.7 ? 0.86 : 1;
      part.add(
        [side * x, root[1] + 2.6 * reach * Math.sin(round), z],
        tone(mixColours(face.skin, face.blush, 0.15), shade),
        1,
      );
      if (ring === 0) continue;
      const [next, inside, outside] = [(spoke + 1) % spokes, (ring - 1) * spokes, ring * spokes];
      const quad = [inside + spoke, outside + spoke, inside + next, inside + next, outside + spoke, outside + next];
      part.triangles.push(...(side === -1 ? quad : quad.toReversed()));
    }
  }
  return part.done();
}

/** A tube from inside the skull down to the chest. Its upper end follows the head. */
export function buildNeck(face: Face): Part {
  const [rows, columns] = [14, 28];
  const part = startPart();
  for (let row = 0; row <= rows; row++) {
    const y = -5 - (row / rows) * 19;
    const spread = smoothstep(-10.5, -16, y);
    for (let column = 0; column <= columns; column++) {
      const round = (column / columns + 0.5) * 2 * Math.PI;
      const x = (5 * face.shape.jawWidth ** 1.5 + 2 * spread) * Math.sin(round);
      const z = -4.2 - 0.03 * (y + 5) + (4.8 + 0.6 * spread) * Math.cos(round);
      // The shadow of the chin, and a hint of the two neck muscles.
      const chin = 0.3 * smoothstep(-13.2, -9.5, y) * smoothstep(-0.3, 0.5, Math.cos(round));
      const cord = 0.07 * Math.exp(-(((Math.abs(Math.sin(round)) - 0.45 + 0.03 * (y + 14)) / 0.16) ** 2));
      const colour = mixColours(tone(face.skin, 0.93 - chin - cord), [120, 40, 30], 0.12 * chin);
      part.add([x, y, z], colour, smoothstep(-15.5, -8, y));
      if (row === 0 || column === 0) continue;
      const [at, up] = [row * (columns + 1) + column, (row - 1) * (columns + 1) + column];
      part.triangles.push(up - 1, at - 1, up, up, at - 1, at);
    }
  }
  return part.done();
}

/** Clothed shoulders and chest, down past the bottom of the frame. They do not move with the head. */
export function buildTorso(face: Face): Part {
  const { colour, trim, neckline } = face.clothes;
  const [columns, rows] = [80, 16];
  const part = startPart();
  const opening = (x: number): number => {
    const across = Math.abs(x) / neckOpeningCm;
    if (across >= 1) return Infinity;
    const depth = { round: 2.6 * Math.sqrt(1 - across ** 2), v: 6 * (1 - across), collar: 4 * (1 - across) }[neckline];
    return shoulderHeight(neckOpeningCm) - depth;
  };
  for (let column = 0; column <= columns; column++) {
    const side = (column / columns) * 2 - 1;
    // Columns are denser in the middle, where the neckline is.
    const x = 27 * Math.sign(side) * Math.abs(side) ** 1.6;
    const top = Math.min(shoulderHeight(x), opening(x));
    for (let row = 0; row <= rows; row++) {
      const y = top - 30 * (row / rows) ** 2;
      const crease = 0.05 * Math.sin(x * 0.8 + y * 0.5) * smoothstep(-17, -24, y);
      const shade = 1.02 + crease - 0.12 * smoothstep(6, 22, Math.abs(x));
      part.add([x, y, chestDepth(x, y)], tone(colour, shade), 0);
      if (row === 0 || column === 0) continue;
      const [at, before] = [column * (rows + 1) + row, (column - 1) * (rows + 1) + row];
      part.triangles.push(before - 1, before, at - 1, at - 1, before, at);
    }
  }
  if (neckline !== 'collar') addTrim(part, trim, opening);
  if (neckline === 'collar') {
    for (const side of [-1, 1]) {
      const first = part.count();
      const corners = [
        [5.6, -12, -2.5],
        [7.4, -14.2, 1.2],
        [0.4, -18, 4.2],
        [4.6, -20.4, 4.8],
      ] as const;
      corners.forEach(([x, y, z], k) => part.add([side * x, y, z], tone(trim, k === 3 ? 1 : 0.96), 0));
      const quad = [first, first + 2, first + 1, first + 1, first + 2, first + 3];
      part.triangles.push(...(side === 1 ? quad : quad.toReversed()));
    }
  }
  return part.done();
}

const neckOpeningCm = 6.2;

/** Height of the shoulders at `x` centimetres from the middle. */
function shoulderHeight(x: number): number {
  const away = Math.abs(x);
  return -13 - 0.22 * Math.max(0, away - 5) - 0.5 * Math.max(0, away - 17) ** 1.6;
}

/** Depth of the chest: it curves forward within 4.5 cm of the top of the shoulders. */
function chestDepth(x: number, y: number): number {
  const below = Math.min(1, Math.max(0, shoulderHeight(x) - y) / 4.5);
  return -6 + (8.6 - 0.16 * Math.abs(x)) * Math.sqrt(1 - (1 - below) ** 2) + 0.8 * smoothstep(-16, -22, y);
}

/** A ribbon along the neckline. */
function addTrim(part: Growing, trim: Colour, opening: (x: number) => number): void {
  const steps = 40;
  const first = part.count();
  for (let step = 0; step <= steps; step++) {
    const angle = (step / steps - 0.5) * Math.PI * 0.999;
    const x = neckOpeningCm * Math.sin(angle);
    const y = opening(x);
    part.add([x * 0.985, y + 0.06, chestDepth(x, y) + 0.25], tone(trim, 0.92), 0);
    part.add([x * 1.09, y - 0.8, chestDepth(x * 1.09, y - 0.8) + 0.3], trim, 0);
    if (step > 0) {
      const at = first + 2 * step;
      part.triangles.push(at - 2, at - 1, at, at, at - 1, at + 1);
    }
  }
}

type Growing = ReturnType<typeof startPart>;

function startPart() {
  const positions: number[] = [];
  const follows: number[] = [];
  const colours: number[] = [];
  const triangles: number[] = [];
  return {
    triangles,
    count: (): number => follows.length,
    add: (place: readonly [number, number, number], [red, green, blue]: Colour, follow: number): void => {
      positions.push(...place);
      colours.push(red / 255, green / 255, blue / 255);
      follows.push(follow);
    },
    done: (): Part => ({
      positions: Float32Array.from(positions),
      follows: Float32Array.from(follows),
      colours: Float32Array.from(colours),
      triangles: Uint16Array.from(triangles),
    }),
  };
}
