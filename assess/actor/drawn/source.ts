/** Drawn people as sources of frames. */
import { cachedFrames, sourceVersion } from '../cache.ts';
import { mixSeed } from '../../synthetic/random.ts';
import { segment, usualManner } from '../segment.ts';
import type { FrameSource } from '../source.ts';
import type { Face } from './face.ts';
import { faces, type FaceName } from './faces.ts';
import { varyFace } from './vary-face.ts';
import { renderJpeg } from './render.ts';

const code = [
  'assess/actor/drawn/',
  'assess/actor/pose.ts',
  'assess/actor/segment.ts',
  'assess/synthetic/random.ts',
  'dist/models/canonical-face.json',
];

let version: string | undefined;
/** Hashed when the first frames are asked for, because everybody of the cast has a source. */
const codeVersion = (): string => (version ??= sourceVersion(code));

/**
 * A drawn person as a source of frames.
 *
 * @param who the name of one of `faces`, or any face
 * @param manner how far the person moves
 * @param variation 0 for the face itself; any other number for a different person who looks a little like it
 */
export function drawnSource(who: FaceName | Face, variation = 0, manner = usualManner): FrameSource {
  const face = varyFace(typeof who === 'string' ? faces[who] : who, variation);
  return {
    name: `drawn ${face.name}`,
    frames: (name, seed) =>
      cachedFrames(`drawn ${face.name}: ${name}`, [face, name, seed, manner], codeVersion(), () => {
        const firstSeed = mixSeed(name, seed);
        return segment(name, seed, manner).map((pose, k) => renderJpeg(face, pose, firstSeed + k));
      }),
  };
}
