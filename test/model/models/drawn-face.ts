import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CanonicalFace } from '../../../models/canonical-face.ts';
import { modelFolder } from '../../../models/manifest.ts';

type Vertex = CanonicalFace['vertices'][number];

const width = 640;
const height = 480;
const pixelsPerCentimetre = 16;
const skin = [224, 172, 140] as const;

/** Rings and rows of the mesh. */
const rings = {
  rightEye: [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
  leftEye: [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
  rightBrow: [70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
  leftBrow: [300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
  lips: [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146],
  mouth: [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95],
} as const;

/**
 * A face that is not of a real person, for machines without the photographs: the canonical mesh lit from the upper left, with eyes,
 * brows and lips in plain colours.
 *
 * @returns an SVG of 640×480 pixels
 */
export function drawFace(): string {
  const { vertices, triangles } = JSON.parse(
    readFileSync(join(modelFolder, 'canonical-face.json'), 'utf8'),
  ) as CanonicalFace;
  const shapes = triangles
    .map((corners) => corners.map((corner) => vertices[corner]!))
    .toSorted((a, b) => depth(a) - depth(b))
    .map((corners) => polygon(corners, shade(corners)));
  const ring = (indices: readonly number[], colour: string) =>
    polygon(
      indices.map((index) => vertices[index]!),
      colour,
    );
  const eye = (indices: readonly number[]) => {
    const points = indices.map((index) => vertices[index]!);
    const [x, y] = [mean(points.map((point) => point[0])), mean(points.map((point) => point[1]))];
    return polygon(points, '#f4f0ec') + circle(x, y, 0.55, '#4a3020') + circle(x, y, 0.28, '#100c0a');
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<rect width="100%" height="100%" fill="#b8c4cc"/>`,
    `<ellipse cx="320" cy="190" rx="150" ry="165" fill="#3a2a20"/>`,
    `<rect x="255" y="300" width="130" height="180" fill="#c89878"/>`,
    ...shapes,
    eye(rings.rightEye),
    eye(rings.leftEye),
    ring(rings.rightBrow, '#3a2a20'),
    ring(rings.leftBrow, '#3a2a20'),
    ring(rings.lips, '#b85a54'),
    ring(rings.mouth, '#5a2420'),
    '</svg>',
  ].join('');
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const depth = (corners: readonly Vertex[]): number => mean(corners.map(([, , z]) => z));

/** The colour of the skin: brighter where its triangle faces the lamp. */
function shade([a, b, c]: readonly Vertex[]): string {
  const [ux, uy, uz] = [b![0] - a![0], b![1] - a![1], b![2] - a![2]];
  const [vx, vy, vz] = [c![0] - a![0], c![1] - a![1], c![2] - a![2]];
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const towardsLamp = Math.abs(-0.3 * nx + 0.4 * ny + 0.87 * nz) / Math.hypot(nx, ny, nz);
  const light = 0.45 + 0.55 * towardsLamp;
  return `rgb(${skin.map((channel) => Math.round(channel * light)).join(' ')})`;
}

function polygon(corners: readonly Vertex[], colour: string): string {
  const points = corners.map(([x, y]) => `${across(x)},${down(y)}`).join(' ');
  return `<polygon points="${points}" fill="${colour}" stroke="${colour}" stroke-width="0.7"/>`;
}

const circle = (x: number, y: number, radius: number, colour: string): string =>
  `<circle cx="${across(x)}" cy="${down(y)}" r="${radius * pixelsPerCentimetre}" fill="${colour}"/>`;

const across = (x: number): string => (width / 2 + x * pixelsPerCentimetre).toFixed(2);
const down = (y: number): string => (height / 2 - y * pixelsPerCentimetre).toFixed(2);
