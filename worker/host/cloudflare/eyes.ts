/** The verifier's eyes in workerd, which compiles no WebAssembly at run time: the modules are part of the script. */
import { waitUntil } from 'cloudflare:workers';
import decoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
import runtime from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import type { Eyes } from '../../look.ts';
import { openEyes } from '../../vision/eyes.ts';
import { fetchModel } from '../../vision/model-files.ts';

let opened: Promise<Eyes> | undefined;

/** The eyes of this isolate, opened with the first look. @param site a file of the built site */
export function eyesOf(site: (path: string) => Promise<Response>): Promise<Eyes> {
  if (!opened) {
    opened = open(site).catch((error: unknown) => {
      opened = undefined; // the next look tries again
      throw error;
    });
    // Others wait for it, too: it goes on though the request that began it is broken off.
    waitUntil(opened);
  }
  return opened;
}

async function open(site: (path: string) => Promise<Response>): Promise<Eyes> {
  const [detector, mesh] = await Promise.all([
    fetchModel('face-detector', site),
    fetchModel('face-mesh-attention', site),
  ]);
  return openEyes({ runtime, decoder, detector, mesh });
}
