/** The verifier's decoder in the page, so that the page shows the pixels that were judged. */
import decoderUrl from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm?url';
import encoderUrl from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm?url';
import { createJpegCodec, type JpegCodec } from '#vision/jpeg-codec.ts';
import type { Reencode } from '../report/pictures.ts';

const compiled = async (url: string) => WebAssembly.compile(await (await fetch(url)).arrayBuffer());

let codec: Promise<JpegCodec> | undefined;

async function load(): Promise<JpegCodec> {
  const [decoder, encoder] = await Promise.all([compiled(decoderUrl), compiled(encoderUrl)]);
  return createJpegCodec({ decoder, encoder });
}

/** @throws Error if the decoder cannot be loaded; the next call tries again */
export const reencode: Reencode = async (jpeg) => {
  codec ??= load();
  const loaded = await codec.catch((error: unknown) => {
    codec = undefined;
    throw error;
  });
  return loaded.reencode(jpeg);
};
