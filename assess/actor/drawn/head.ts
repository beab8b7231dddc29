/** The head's mesh: the face, and the skull behind its edge. */
import type { CanonicalFace } from '../../../models/canonical-face.ts';
import type { Face } from './face.ts';
import { skullMiddle } from './hair.ts';
import { mix, smoothstep } from './paint.ts';
import { shapeFace } from './shape.ts';
import { skinFrame } from './skin.ts';
import { jawShares, mouthShares, type MouthShares } from './mouth.ts';
import { leftEye, lips, oval, rightEye, type Eye } from './topology.ts';

const skullRings = 7;

export interface Head extends MouthShares {
  /** Neutral positions: the 468 points of the mesh, then the rings of the skull behind its edge. */
  readonly neutral: Float32Array;
  readonly texels: Float32Array;
  readonly shade: Float32Array;
  /** The triangles that are drawn, with holes for the eyes and the mouth. */
  readonly triangles: Uint16Array;
  /** All triangles, for smooth shading. */
  readonly allTriangles: Uint16Array;
}

export function buildHead(face: Face, canonical: CanonicalFace): Head {
  const facePoints = shapeFace(canonical, face.shape);
  const skull: number[] = [];
  const texels = canonical.vertices.flatMap(([x, y]) => skinTexel(x, y));
  const shade: number[] = Array.from({ length: 468 * 3 }, () => 1);
  const triangles: number[] = [];
  const allTriangles: number[] = [];
  const holes = [lipHole(), eyeHole(rightEye), eyeHole(leftEye)];
  // The winding makes the face's normals point to the camera.
  for (const [a, b, c] of canonical.triangles) {
    allTriangles.push(a, b, c);
    if (!holes.some((hole) => hole.has(a) && hole.has(b) && hole.has(c))) triangles.push(a, b, c);
  }
  const first = 468;
  for (let ring = 1; ring <= skullRings; ring++) {
    oval.forEach((vertex, k) => {
      const share = ring / skullRings;
      skull.push(...behind(facePoints, vertex, share));
      const [x, y] = canonical.vertices[vertex]!;
      texels.push(...skinTexel(x * 0.97, y * 0.97));
      const dark = 1 - 0.25 * smoothstep(0, 0.5, share) - 0.28 * smoothstep(-4, -9, y) * smoothstep(0, 0.25, share);
      shade.push(dark, dark, dark);
      const next = (k + 1) % oval.length;
      const inside = (n: number): number => (ring === 1 ? oval[n]! : first + (ring - 2) * oval.length + n);
      const outside = (n: number): number => first + (ring - 1) * oval.length + n;
      const pair = [inside(k), inside(next), outside(k), inside(next), outside(next), outside(k)];
      triangles.push(...pair);
      allTriangles.push(...pair);
    });
  }
  const neutral = Float32Array.from([...facePoints, ...skull]);
  const mouthMiddle = [0, (facePoints[3 * 61 + 1]! + facePoints[3 * 13 + 1]!) / 2] as const;
  return {
    neutral,
    texels: Float32Array.from(texels),
    shade: Float32Array.from(shade),
    triangles: Uint16Array.from(triangles),
    allTriangles: Uint16Array.from(allTriangles),
    jaw: jawShares(neutral),
    mouth: mouthShares(neutral, mouthMiddle),
    mouthMiddle,
  };
}

function skinTexel(x: number, y: number): [number, number] {
  return [(x - skinFrame.left) * skinFrame.perUnit, (skinFrame.top - y) * skinFrame.perUnit];
}

function eyeHole(eye: Eye): Set<number> {
  return new Set<number>([eye.outer, eye.inner, ...eye.upper, ...eye.lower]);
}

function lipHole(): Set<number> {
  return new Set<number>([...lips.innerCorners, ...lips.innerUpper, ...lips.innerLower]);
}

/** A point between an edge vertex (`share` 0) and the back of the head (`share` 1), along the skull. */
function behind(points: Float32Array, vertex: number, share: number): [number, number, number] {
  const [mx, my, mz] = skullMiddle;
  const radii = [7.8, 8.9, 8.9] as const;
  const from = [
    (points[3 * vertex]! - mx) / radii[0],
    (points[3 * vertex + 1]! - my) / radii[1],
    (points[3 * vertex + 2]! - mz) / radii[2],
  ] as const;
  const radius = Math.hypot(...from);
  const angle = Math.acos(Math.max(-0.999, Math.min(0.999, -from[2] / radius)));
  const [a, b] = [Math.sin((1 - share) * angle) / Math.sin(angle), Math.sin(share * angle) / Math.sin(angle)];
  const reach = mix(radius, Math.min(1, radius), smoothstep(0, 0.35, share));
  return [
    mx + (radii[0] * reach * a * from[0]) / radius,
    my + (radii[1] * reach * a * from[1]) / radius,
    mz + radii[2] * reach * ((a * from[2]) / radius - b),
  ];
}
