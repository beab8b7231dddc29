/** The verifier's own look at a picture: the attester's models, on WebAssembly, wherever the verifier runs. */
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import decode, { init as initDecoder } from '@jsquash/jpeg/decode.js';
import { tracedIndices, type Point, type TracedFace } from '#protocol/measure/landmark.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { createFaceTracker } from '#vision/face-tracker.ts';
import { modelOf, type ModelFiles } from '#vision/model-file.ts';
import { inMemory, type PixelReader } from '#vision/picture.ts';
import { registerWasm } from '#vision/recordable-backend.ts';
import { attentionParts } from '#vision/refinement.ts';
import type { FaceReader, FaceReading } from '../capture/face-reader.ts';

/** What it is made of: compiled modules, since no host lets a worker compile, and the models' files. */
export interface FaceReaderParts {
  /** The WASM runtime of tfjs, with SIMD. */
  readonly runtime: WebAssembly.Module;
  /** The JPEG decoder. */
  readonly decoder: WebAssembly.Module;
  readonly detector: ModelFiles;
  /** The attention mesh, which is what is traced. */
  readonly mesh: ModelFiles;
}

/** Faces told apart at most; more make no difference. */
const mostFaces = 3;

const traced = (points: readonly Point[] | undefined): TracedFace | undefined =>
  points && tracedIndices.map((index) => ({ x: points[index]!.x, y: points[index]!.y }));

/** Start the face reader; once for each process, since tfjs has one backend. @throws Error if the models do not run here */
export async function createFaceReader({ runtime, decoder, detector, mesh }: FaceReaderParts): Promise<FaceReader> {
  enableProdMode();
  await registerWasm(runtime);
  if (!(await setBackend('wasm'))) throw new Error('the WASM backend did not start');
  await initDecoder(decoder);
  const models = { detector: modelOf(detector), mesh: modelOf(mesh) };
  const tracker = await createFaceTracker(models, mostFaces, attentionParts);
  tracker.prove();

  /** A decoder that gave up on a picture is left as it lay, and would fail the next: another takes its place. */
  async function pictureOf(jpeg: Uint8Array): Promise<PixelReader | undefined> {
    try {
      return inMemory(await decode(Uint8Array.from(jpeg).buffer));
    } catch {
      await initDecoder(decoder);
      return undefined;
    }
  }

  async function see(jpeg: Uint8Array, claim: TracedFace | undefined): Promise<FaceReading | undefined> {
    const picture = await pictureOf(jpeg);
    if (!picture) return undefined;
    tracker.reset();
    const { face: foundPoints, faces = 0 } = await tracker.track(picture, true);
    const found = traced(foundPoints);
    if (claim) tracker.expect(claim);
    const face = claim && traced((await tracker.track(picture, false)).face);
    const shown = face ?? found;
    const skin = shown && skinColour(picture, shown);
    return { faces: found ? Math.max(1, faces) : faces, found, face, skin, background: backgroundColour(picture) };
  }

  /** One picture at a time, decoded when its turn comes: the tracker remembers where it looked, and memory is short. */
  let tail: Promise<unknown> = Promise.resolve();
  return {
    read(jpeg, claim) {
      const seen = tail.then(() => see(jpeg, claim));
      tail = seen.catch(() => undefined);
      return seen;
    },
  };
}
