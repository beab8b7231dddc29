/** The verifier's eyes in workerd, which compiles no WebAssembly at run time: the modules are part of the script. */
import { waitUntil } from 'cloudflare:workers';
import decoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
import runtime from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import type { FaceReader } from '../../capture/face-reader.ts';
import { createFaceReader } from '../../vision/face-reader.ts';
import { fetchModel } from '../../vision/model-files.ts';

let created: Promise<FaceReader> | undefined;

/** The eyes of this isolate, opened with the first look. @param site a file of the built site */
export function faceReaderOf(site: (path: string) => Promise<Response>): Promise<FaceReader> {
  if (!created) {
    created = open(site).catch((error: unknown) => {
      created = undefined; // the next look tries again
      throw error;
    });
    // Others wait for it, too: it goes on though the request that began it is broken off.
    waitUntil(created);
  }
  return created;
}

async function open(site: (path: string) => Promise<Response>): Promise<FaceReader> {
  const [detector, mesh] = await Promise.all([
    fetchModel('face-detector', site),
    fetchModel('face-mesh-attention', site),
  ]);
  return createFaceReader({ runtime, decoder, detector, mesh });
}
