/** The codec in Node. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createJpegCodec } from '#vision/jpeg-codec.ts';

const compiled = (path: string) =>
  new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve(`@jsquash/jpeg/codec/${path}`)));

export const nodeCodec = await createJpegCodec({
  decoder: compiled('dec/mozjpeg_dec.wasm'),
  encoder: compiled('enc/mozjpeg_enc.wasm'),
});
