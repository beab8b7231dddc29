/** The shape of a neutral face. */
import type { CanonicalFace } from '../../../models/canonical-face.ts';
import type { Shape } from './face.ts';
import { mix, smoothstep } from './paint.ts';
import { leftEye, lips, rightEye, type Eye } from './topology.ts';

/** Gap between the lips of the neutral face, as a share of the canonical face's gap. */
const lipsApart = 0.02;

/**
 * The neutral face of one person: the canonical face, reshaped and with closed lips.
 *
 * @returns x, y, z of each vertex in centimetres, in the canonical frame
 */
export function shapeFace({ vertices }: CanonicalFace, shape: Shape): Float32Array {
  const points = Float32Array.from(vertices.flat());
  closeLips(points);
  scaleLips(points, shape);
  for (const eye of [rightEye, leftEye]) shapeEye(points, eye, shape);
  for (let at = 0; at < points.length; at += 3) {
    let [x, y, z] = [points[at]!, points[at + 1]!, points[at + 2]!];
    const nose = bell(x, 2.2) * smoothstep(-3, -1.6, y) * (1 - smoothstep(0.6, 3, y));
    x *= mix(1, shape.noseWidth, nose);
    z += shape.noseDepthCm * bell(x, 1.6) * smoothstep(-2.8, -1.4, y) * (1 - smoothstep(0.4, 3.4, y));
    const cheek = bell(Math.abs(x) - 4.8, 2.2) * bell(y + 1.2, 2.6);
    x += Math.sign(x) * shape.cheekCm * cheek;
    z += shape.cheekCm * cheek;
    x *= shape.width * mix(1, shape.jawWidth, smoothstep(-1, -7, y));
    y += shape.browCm * bell(y - 4.8, 0.9) * bell(Math.abs(x) - 3.4, 3);
    [x, y, z] = sunk(x, y, z, shape.sagging ?? 0);
    if (y < 2) y = 2 + (y - 2) * shape.length;
    points.set([x, y, z], at);
  }
  return points;
}

/** A point of the skin as age moves it: jowls hang over the jaw, temples and cheeks hollow, the mouth's corners fall. */
function sunk(x: number, y: number, z: number, sagging: number): [number, number, number] {
  const away = Math.abs(x);
  const jowl = bell(away - 4.6, 1.5) * bell(y + 6.2, 1.6);
  const hollow = bell(away - 5.2, 1.3) * bell(y + 2.2, 1.5);
  const corner = bell(away - 2.7, 0.9) * bell(y + 4.4, 0.8);
  return [
    x + Math.sign(x) * sagging * (0.45 * jowl - 0.3 * hollow),
    y - sagging * (0.4 * jowl + 0.22 * corner),
    z + sagging * (0.2 * jowl - 0.4 * hollow),
  ];
}

function bell(distance: number, width: number): number {
  return Math.exp(-((distance / width) ** 2));
}

/** Closes the canonical mouth, which is slightly open. The inner lips move most, the rows around them less and less. */
function closeLips(points: Float32Array): void {
  lips.innerUpper.forEach((upper, k) => {
    const lower = lips.innerLower[k]!;
    const gap = points[3 * upper + 1]! - points[3 * lower + 1]!;
    const move = (gap * (1 - lipsApart)) / 2;
    const depth = (points[3 * upper + 2]! + points[3 * lower + 2]!) / 2;
    const rows = [
      [lips.innerUpper, lips.innerLower, 1],
      [lips.upperRows[1], lips.lowerRows[1], 0.8],
      [lips.upperRows[0], lips.lowerRows[0], 0.5],
      [lips.outerUpper, lips.outerLower, 0.25],
    ] as const;
    for (const [above, below, share] of rows) {
      points[3 * above[k]! + 1]! -= share * move;
      points[3 * below[k]! + 1]! += share * move;
    }
    points[3 * upper + 2] = mix(points[3 * upper + 2]!, depth, 0.6);
    points[3 * lower + 2] = mix(points[3 * lower + 2]!, depth, 0.6);
  });
}

/** Scales the lips: their width, and their height from the line between them. */
function scaleLips(points: Float32Array, { lipFullness, mouthWidth }: Shape): void {
  const middle = points[3 * 13 + 1]!;
  const rows = [
    ...lips.upperRows,
    ...lips.lowerRows,
    lips.outerUpper,
    lips.outerLower,
    lips.innerUpper,
    lips.innerLower,
    lips.innerCorners,
    lips.outerCorners,
    lips.betweenCorners,
  ];
  for (const vertex of rows.flat()) {
    points[3 * vertex]! *= mouthWidth;
    points[3 * vertex + 1] = middle + (points[3 * vertex + 1]! - middle) * lipFullness;
  }
}

function shapeEye(points: Float32Array, eye: Eye, { eyeSize, eyeOpening, eyeTiltCm, sagging = 0 }: Shape): void {
  const [outer, inner] = [eye.outer * 3, eye.inner * 3];
  const middleX = (points[outer]! + points[inner]!) / 2;
  const middleY = (points[outer + 1]! + points[inner + 1]!) / 2;
  const half = Math.abs(points[outer]! - points[inner]!) / 2;
  const rows = [
    [eye.upper, eyeOpening, 0.12],
    [eye.lower, eyeOpening, 0.03],
    [eye.upperSkin, mix(1, eyeOpening, 0.7), 0.24],
    [eye.lowerSkin, mix(1, eyeOpening, 0.5), 0.1],
    [eye.socket, mix(1, eyeOpening, 0.2), 0.16],
    [[eye.outer, eye.inner], 1, 0.05],
  ] as const;
  for (const [row, opening, fallsCm] of rows) {
    for (const vertex of row) {
      const [x, y] = [points[3 * vertex]!, points[3 * vertex + 1]!];
      const outwards = (x - middleX) / (half * Math.sign(middleX));
      points[3 * vertex] = middleX + (x - middleX) * eyeSize;
      // An old lid hangs, most of all at its outer end.
      const falls = sagging * fallsCm * (0.7 + 0.5 * outwards);
      points[3 * vertex + 1] = middleY + (y - middleY) * eyeSize * opening + eyeTiltCm * outwards - falls;
    }
  }
}
