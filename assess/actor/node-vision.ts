/**
 * The product's models in Node: the attester's face tracker with the attention mesh, and the verifier's face reader.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decode, { init as initDecoder } from '@jsquash/jpeg/decode.js';
import encode, { init as initEncoder } from '@jsquash/jpeg/encode.js';
import { createFaceTracker, type FaceTracker } from '#vision/face-tracker.ts';
import { modelOf, type ModelFiles } from '#vision/model-file.ts';
import type { Picture } from '#vision/picture.ts';
import { attentionParts } from '#vision/refinement.ts';
import { modelFolder } from '../../models/manifest.ts';
import type { FaceReader } from '../../worker/capture/face-reader.ts';
import { createFaceReader } from '../../worker/vision/face-reader.ts';

export interface NodeVision {
  readonly faceReader: FaceReader;
  readonly tracker: FaceTracker;
  decode(jpeg: Uint8Array): Promise<Picture>;
  /**
   * Encodes at the highest quality that the widget's canvas uses. The encoder differs: MozJPEG instead of Chromium's
   * libjpeg-turbo.
   */
  encode(picture: Picture): Promise<Uint8Array>;
}

const require = createRequire(import.meta.url);
const module = (path: string) => new WebAssembly.Module(readFileSync(require.resolve(path)));
const model = (name: string): ModelFiles =>
  ['json', 'bin'].map((ending) => new Uint8Array(readFileSync(`${modelFolder}/${name}.${ending}`)));

let loading: Promise<NodeVision> | undefined;

/** The models are loaded once per process, because tfjs has one backend. Needs `dist/models`. */
export const nodeVision = (): Promise<NodeVision> => (loading ??= load());

async function load(): Promise<NodeVision> {
  const decoder = module('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm');
  const encoder = module('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  const [detector, mesh] = [model('face-detector'), model('face-mesh-attention')];
  const runtime = module('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');
  const faceReader = await createFaceReader({ runtime, decoder, encoder, detector, mesh });
  await initDecoder(decoder);
  await initEncoder(encoder);
  const models = { detector: modelOf(detector), mesh: modelOf(mesh) };
  return {
    faceReader,
    tracker: await createFaceTracker(models, 3, attentionParts),
    decode: (jpeg) => decode(Uint8Array.from(jpeg).buffer),
    encode: async (picture) => {
      const baseline = { quality: 75, baseline: true, progressive: false };
      return new Uint8Array(await encode(picture as ImageData, baseline));
    },
  };
}
