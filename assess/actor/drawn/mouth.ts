/** The jaw, the lips and the inside of the mouth. */
import { mix, smoothstep, tone, type Colour } from './paint.ts';
import type { Mesh } from './raster.ts';
import { lips, oval } from './topology.ts';

/** How far each vertex of a head follows the mouth. */
export interface MouthShares {
  /** Share of the jaw's movement. */
  readonly jaw: Float32Array;
  /** Share of the movement of the mouth's corners. */
  readonly mouth: Float32Array;
  readonly mouthMiddle: readonly [number, number];
}

/** How far a point of the lips follows the jaw: 1 in the middle, falling to 0 at a corner. */
function lipArc(x: number, cornerX: number): number {
  return Math.sqrt(Math.max(0, 1 - (x / cornerX) ** 2));
}

const cornerShare = 0.34;
/** The axis of the jaw: height and depth of the ears, in canonical centimetres. */
const hinge = { y: -0.6, z: -2.4 } as const;
const jawDegrees = 22;

export function jawShares(neutral: Float32Array): Float32Array {
  const cornerX = Math.abs(neutral[3 * 308]!) * 1.03;
  const line = neutral[3 * 13 + 1]!;
  const upper = new Set<number>([...lips.innerUpper, ...lips.outerUpper, ...lips.upperRows.flat()]);
  const lower = new Set<number>([...lips.innerLower, ...lips.outerLower, ...lips.lowerRows.flat()]);
  const corners = new Set<number>([...lips.innerCorners, ...lips.outerCorners, ...lips.betweenCorners]);
  const count = neutral.length / 3;
  return Float32Array.from({ length: count }, (_, vertex) => {
    const [x, y] = [neutral[3 * vertex]!, neutral[3 * vertex + 1]!];
    if (corners.has(vertex)) return cornerShare;
    if (lower.has(vertex)) return mix(cornerShare, 1, lipArc(x, cornerX));
    if (upper.has(vertex)) return cornerShare * (1 - lipArc(x, cornerX)) - 0.05 * lipArc(x, cornerX);
    const besideMouth = smoothstep(cornerX * 0.9, cornerX * 1.6, Math.abs(x));
    const down = mix(smoothstep(line + 0.1, line - 1.3, y), smoothstep(line + 3.2, line - 2.2, y), besideMouth);
    if (vertex < 468) return down;
    // The skull behind the edge follows the jaw too, less and less towards the neck.
    return down * (1 - smoothstep(1, 4, 1 + Math.floor((vertex - 468) / oval.length)));
  });
}

export function mouthShares(neutral: Float32Array, [mx, my]: readonly [number, number]): Float32Array {
  return Float32Array.from({ length: neutral.length / 3 }, (_, vertex) => {
    if (vertex >= 468) return 0;
    return Math.exp(-(((neutral[3 * vertex]! - mx) / 3.8) ** 2 + ((neutral[3 * vertex + 1]! - my) / 2.8) ** 2));
  });
}

/** Spreads the lips and lifts their corners (`width` > 0), or rounds the lips and pushes them forward (`width` < 0). */
export function widenMouth(points: Float32Array, { mouth, mouthMiddle }: MouthShares, width: number): void {
  if (width === 0) return;
  const corner = Math.abs(points[3 * 61]!);
  for (let vertex = 0; vertex < 468; vertex++) {
    const share = mouth[vertex]!;
    if (share < 0.01) continue;
    const dx = points[3 * vertex]! - mouthMiddle[0];
    const dy = points[3 * vertex + 1]! - mouthMiddle[1];
    const out = Math.min(1.3, Math.abs(dx) / corner);
    if (width > 0) {
      points[3 * vertex]! += dx * share * 0.34 * width;
      points[3 * vertex + 1]! += 0.75 * share * width * out * out - 0.12 * dy * share * width;
      points[3 * vertex + 2]! -= 0.5 * share * width * out;
    } else {
      points[3 * vertex]! += dx * share * 0.5 * width;
      points[3 * vertex + 1]! -= dy * share * 0.25 * width;
      points[3 * vertex + 2]! -= 0.9 * share * width * (1 - 0.4 * out);
    }
  }
}

export function openJaw(points: Float32Array, { jaw }: MouthShares, open: number): void {
  if (open === 0) return;
  for (let vertex = 0; vertex < jaw.length; vertex++) {
    const share = jaw[vertex]!;
    if (share === 0) continue;
    const angle = (open * share * jawDegrees * Math.PI) / 180;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    const y = points[3 * vertex + 1]! - hinge.y;
    const z = points[3 * vertex + 2]! - hinge.z;
    points[3 * vertex]! *= 1 - 0.05 * open * Math.max(0, share);
    points[3 * vertex + 1] = hinge.y + y * cos - z * sin;
    points[3 * vertex + 2] = hinge.z + z * cos + y * sin * 0.75;
  }
}

/** The inside of the mouth, with teeth and tongue, in canonical centimetres. */
export function buildMouth(points: Float32Array, neutral: Float32Array, open: number): Mesh {
  const ring = [lips.innerCorners[0], ...lips.innerUpper, lips.innerCorners[1], ...lips.innerLower.toReversed()];
  const positions: number[] = [];
  const light: number[] = [];
  const triangles: number[] = [];
  const add = (x: number, y: number, z: number, colour: Colour): number => {
    positions.push(x, y, z);
    light.push(colour[0] / 255, colour[1] / 255, colour[2] / 255);
    return positions.length / 3 - 1;
  };
  const at = (vertex: number): [number, number, number] => [
    points[3 * vertex]!,
    points[3 * vertex + 1]!,
    points[3 * vertex + 2]!,
  ];
  const lineY = (points[3 * 13 + 1]! + points[3 * 14 + 1]!) / 2;
  const back = Math.min(points[3 * 78 + 2]!, points[3 * 14 + 2]!) - 1.6;
  const middle = add(0, lineY, back, [40, 12, 12]);
  const edge = ring.map((vertex) => {
    const [x, y, z] = at(vertex);
    return add(x * 1.03, lineY + (y - lineY) * 1.06, z - 0.35, [86, 34, 32]);
  });
  edge.forEach((vertex, k) => triangles.push(middle, vertex, edge[(k + 1) % edge.length]!));

  // The upper teeth stay with the skull, the lower teeth follow the jaw.
  const teeth = (row: readonly number[], gumY: number, heightCm: number, bright: number): void => {
    const strip = row.map((vertex, k) => {
      const across = (k / (row.length - 1)) * 2 - 1;
      const z = mix(4.9, 3.3, across * across) - 0.5;
      const shade = bright * (1 - 0.5 * across * across);
      const x = neutral[3 * vertex]! * 0.92;
      return [
        add(x, gumY, z, tone([238, 230, 214], shade * 0.8)),
        add(x, gumY - heightCm * (1 - 0.25 * across * across), z - 0.1, tone([244, 238, 226], shade)),
      ] as const;
    });
    for (let k = 0; k + 1 < strip.length; k++) {
      triangles.push(strip[k]![0], strip[k]![1], strip[k + 1]![0], strip[k]![1], strip[k + 1]![1], strip[k + 1]![0]);
    }
  };
  // Closed lips hide the teeth and the tongue.
  const upperGum = neutral[3 * 13 + 1]! + 0.25;
  if (open > 0.04) teeth(lips.innerUpper, upperGum, Math.min(0.78, 0.25 + 2.5 * open), 0.86);
  if (open > 0.25) {
    teeth(lips.innerLower, points[3 * 14 + 1]! - 0.12, -0.42, 0.62);
    const tongueY = points[3 * 14 + 1]! + 0.25;
    const top = Array.from({ length: 9 }, (_, k) => {
      const across = (k / 8) * 2 - 1;
      return add(across * 1.35, tongueY + 0.55 * open * Math.sqrt(1 - 0.9 * across ** 2), back + 1.2, [150, 74, 72]);
    });
    const bottom = Array.from({ length: 9 }, (_, k) =>
      add(((k / 8) * 2 - 1) * 1.45, tongueY - 0.9, back + 1.5, [104, 44, 44]),
    );
    for (let k = 0; k < 8; k++)
      triangles.push(top[k]!, bottom[k]!, top[k + 1]!, bottom[k]!, bottom[k + 1]!, top[k + 1]!);
  }
  return {
    positions: Float32Array.from(positions),
    light: Float32Array.from(light),
    triangles: Uint16Array.from(triangles),
  };
}
