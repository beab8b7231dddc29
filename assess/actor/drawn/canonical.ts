import { readFileSync } from 'node:fs';

/** MediaPipe's face in centimetres: x to image right, y up, z towards the camera. */
export interface CanonicalFace {
  /** 468 points, [x, y, z] each. */
  readonly vertices: readonly (readonly [number, number, number])[];
  /** 898 triangles of three vertex numbers. */
  readonly triangles: readonly (readonly [number, number, number])[];
}

/** Reads `dist/models/canonical-face.json`, which `models/build.ts` takes out of `@mediapipe/face_mesh`. */
export function readCanonicalFace(
  path: string | URL = new URL('../../../dist/models/canonical-face.json', import.meta.url),
): CanonicalFace {
  const { vertices, triangles } = JSON.parse(readFileSync(path, 'utf8')) as { vertices: number[]; triangles: number[] };
  return { vertices: triples(vertices.flat()), triangles: triples(triangles.flat()) };
}

function triples(numbers: readonly number[]): [number, number, number][] {
  return Array.from({ length: numbers.length / 3 }, (_, row) => {
    const [a, b, c] = numbers.slice(3 * row, 3 * row + 3);
    return [a!, b!, c!];
  });
}
