/** The verifier's own reading of a picture: with the attester's models, on WebAssembly, on any host. */
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { tracedIndices, type Point, type TracedFace } from '#protocol/measure/landmark.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { facialLight } from '#vision/facial-light.ts';
import { createFaceTracker } from '#vision/face-tracker.ts';
import { createJpegCodec, type JpegCodecParts } from '#vision/jpeg-codec.ts';
import { modelOf, type ModelFiles } from '#vision/model-file.ts';
import { inMemory } from '#vision/picture.ts';
import { registerWasm } from '#vision/recordable-backend.ts';
import { attentionParts } from '#vision/refinement.ts';
import type { FaceReader, FaceReading, Run } from '../capture/face-reader.ts';
import { settled } from './settled.ts';

/** What a face reader needs: compiled modules, because workerd cannot compile at run time, and the model files. */
export interface FaceReaderParts extends JpegCodecParts {
  /** The WASM runtime of tfjs, with SIMD. */
  readonly runtime: WebAssembly.Module;
  readonly detector: ModelFiles;
  /** The attention mesh, whose points are in the trace. */
  readonly mesh: ModelFiles;
}

/** The largest number of faces that are counted. Two or more are refused alike. */
const mostFaces = 3;

const traced = (points: readonly Point[] | undefined): TracedFace | undefined =>
  points && tracedIndices.map((index) => ({ x: points[index]!.x, y: points[index]!.y }));

/**
 * Starts the face reader, once in each process, because tfjs has one backend.
 *
 * @param run runs each step of the start, which only computes and takes up to a second
 * @throws Error if the models do not run
 */
export async function createFaceReader(
  { runtime, detector, mesh, ...parts }: FaceReaderParts,
  run: Run = async (step) => step(),
): Promise<FaceReader> {
  enableProdMode();
  await registerWasm(runtime);
  if (!(await setBackend('wasm'))) throw new Error('the WASM backend did not start');
  const codec = await createJpegCodec(parts);
  const models = { detector: modelOf(detector), mesh: modelOf(mesh) };
  const tracker = await run(() => createFaceTracker(models, mostFaces, attentionParts));
  await run(() => tracker.prove());

  async function see(jpeg: Uint8Array, claim: TracedFace | undefined): Promise<FaceReading | undefined> {
    const decoded = await codec.decode(jpeg);
    if (!decoded) return undefined;
    const picture = inMemory(decoded);
    tracker.reset();
    const { face: first, faces = 0 } = await tracker.track(picture, true);
    const found = await settled(traced(first), async () => traced((await tracker.track(picture, false)).face));
    if (claim) tracker.expect(claim);
    const face = claim && traced((await tracker.track(picture, false)).face);
    const shown = face ?? found;
    return {
      faces: found ? Math.max(1, faces) : faces,
      found,
      face,
      skin: shown && skinColour(picture, shown),
      light: shown && facialLight(picture, shown),
      background: backgroundColour(picture),
    };
  }

  /** Pictures are decoded and read one after another, because the tracker remembers a place and memory is limited. */
  let tail: Promise<unknown> = Promise.resolve();
  return {
    read(jpeg, claim) {
      const seen = tail.then(() => see(jpeg, claim));
      tail = seen.catch(() => undefined);
      return seen;
    },
    reencode: codec.reencode,
  };
}
