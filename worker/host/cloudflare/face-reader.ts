/** The face reader in workerd, which cannot compile WebAssembly at run time, so the modules are part of the script. */
import { waitUntil } from 'cloudflare:workers';
import decoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
import encoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import runtime from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import type { FaceReader, Run } from '../../capture/face-reader.ts';
import { createFaceReader } from '../../vision/face-reader.ts';
import { fetchModel } from '../../vision/model-files.ts';

let created: Promise<FaceReader> | undefined;

/**
 * The face reader of this isolate, created with the first call.
 *
 * @param site fetches a file of the built site
 * @param run runs each step of starting it, for example when the queue of heavy work allows
 */
export function faceReaderOf(site: (path: string) => Promise<Response>, run?: Run): Promise<FaceReader> {
  if (!created) {
    created = create(site, run).catch((error: unknown) => {
      created = undefined; // the next call tries again
      throw error;
    });
    // Several requests share it, so it must finish even if the request that started it is aborted.
    waitUntil(created);
  }
  return created;
}

async function create(site: (path: string) => Promise<Response>, run: Run | undefined): Promise<FaceReader> {
  const [detector, mesh] = await Promise.all([
    fetchModel('face-detector', site),
    fetchModel('face-mesh-attention', site),
  ]);
  return createFaceReader({ runtime, decoder, encoder, detector, mesh }, run);
}
