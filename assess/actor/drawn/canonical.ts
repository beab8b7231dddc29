import { readFileSync } from 'node:fs';
import type { CanonicalFace } from '../../../models/canonical-face.ts';

/** Reads `dist/models/canonical-face.json`, which `models/build.ts` takes out of `@mediapipe/face_mesh`. */
export const readCanonicalFace = (
  path: string | URL = new URL('../../../dist/models/canonical-face.json', import.meta.url),
): CanonicalFace => JSON.parse(readFileSync(path, 'utf8')) as CanonicalFace;
