/** The verifier's own look at a picture: the attester's models, on WebAssembly, wherever the verifier runs. */
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import decode, { init as initDecoder } from '@jsquash/jpeg/decode.js';
import { tracedIndices } from '#protocol/landmark.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { createFaceTracker } from '#vision/face-tracker.ts';
import { modelOf, type ModelFiles } from '#vision/model-file.ts';
import type { Picture } from '#vision/picture.ts';
import { registerWasm } from '#vision/recordable-backend.ts';
import { attentionParts } from '#vision/refinement.ts';
import type { Eyes, Look } from '../look.ts';

/** What it is made of: compiled modules, since no host lets a worker compile, and the models' files. */
export interface EyeParts {
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

/**
 * How often the mesh is run on one picture, each time on the region that the last one found: the attester follows a
 * face from frame to frame, and its region has come to rest. Convention.
 */
const looks = 2;

/** Start the eyes; once for each process, since tfjs has one backend. @throws Error if the models do not run here */
export async function openEyes({ runtime, decoder, detector, mesh }: EyeParts): Promise<Eyes> {
  enableProdMode();
  await registerWasm(runtime);
  if (!(await setBackend('wasm'))) throw new Error('the WASM backend did not start');
  await initDecoder(decoder);
  const models = { detector: modelOf(detector), mesh: modelOf(mesh) };
  const tracker = await createFaceTracker(models, mostFaces, attentionParts);
  tracker.prove();

  async function see(picture: Picture): Promise<Look> {
    tracker.reset();
    let { face, faces = 0 } = await tracker.look(picture, true);
    for (let n = 1; n < looks && face; n += 1) ({ face } = await tracker.look(picture, false));
    const background = backgroundColour(picture);
    if (!face) return { faces, face: undefined, skin: undefined, background };
    const traced = tracedIndices.map((index) => ({ x: face![index]!.x, y: face![index]!.y }));
    return { faces: Math.max(1, faces), face: traced, skin: skinColour(picture, traced), background };
  }

  /** One picture at a time: the tracker remembers where it looked. */
  let tail: Promise<unknown> = Promise.resolve();
  return {
    async look(jpeg) {
      const picture = await decode(Uint8Array.from(jpeg).buffer).catch(() => undefined);
      if (!picture) return undefined;
      const seen = tail.then(() => see(picture));
      tail = seen.catch(() => undefined);
      return seen;
    },
  };
}
