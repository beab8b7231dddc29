/** What draws forms in workerd, which cannot compile WebAssembly at run time, so the modules are part of the script. */
import { waitUntil } from 'cloudflare:workers';
import decoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
import encoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import rasteriser from '@resvg/resvg-wasm/index_bg.wasm';
import { readTrueType } from '../../form/font/true-type.ts';
import { fontPath, type FormKit } from '../../form/kit.ts';
import { createDrawing } from '../../form/picture/drawing.ts';

let created: Promise<FormKit> | undefined;

/** The kit of this isolate, created with the first call. @param site fetches a file of the built site */
export function formKitOf(site: (path: string) => Promise<Response>): Promise<FormKit> {
  if (!created) {
    created = create(site).catch((error: unknown) => {
      created = undefined; // the next call tries again
      throw error;
    });
    // Several requests share it, so it must finish even if the request that started it is aborted.
    waitUntil(created);
  }
  return created;
}

async function create(site: (path: string) => Promise<Response>): Promise<FormKit> {
  const response = await site(fontPath);
  if (!response.ok) throw new Error(`${fontPath}: ${response.status}`);
  const font = readTrueType(new Uint8Array(await response.arrayBuffer()));
  return { font, drawing: await createDrawing({ rasteriser, encoder, decoder }) };
}
