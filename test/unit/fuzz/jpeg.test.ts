/** Altered JPEGs: where both `jpegFrame` and a decoder read one, they read the same size. */
import decode, { init } from '@jsquash/jpeg/decode.js';
import jpegJs from 'jpeg-js';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, it } from 'vitest';
import { jpegFrame, mostScans } from '../../../worker/capture/jpeg.ts';
import { createRandom } from '../../../assess/synthetic/random.ts';
import { tinyJpeg } from '../../../assess/synthetic/picture.ts';
import { syntheticCapture } from '../../../assess/synthetic/capture.ts';
import { fuzz, fuzzTimeoutMs } from './chance.ts';
import { mutateBytes } from './mutate.ts';

/** Pictures of noise, so that the coded data contains every byte value. */
const picture = (width: number, height: number) => {
  const random = createRandom(width);
  const data = Buffer.from(Array.from({ length: width * height * 4 }, () => Math.floor(random() * 256)));
  return new Uint8Array(jpegJs.encode({ data, width, height }, 75).data);
};
const [record] = syntheticCapture({ asks: [{ kind: 'nod' }], rateHz: 4 }).trace.records;
const pictures = [picture(48, 32), picture(16, 16), tinyJpeg(record!)];

const decoder = new WebAssembly.Module(
  readFileSync(createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm')),
);

/** A new decoder; one that threw would fail the next picture too. Its messages about the mutants are not printed. */
const startDecoder = () =>
  init({
    instantiateWasm: (imports: WebAssembly.Imports, onInstance: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(decoder, imports);
      onInstance(instance);
      return instance.exports;
    },
    printErr: () => undefined,
  });

beforeAll(startDecoder);

it('jpegFrame never throws, and gives the size that the decoder reads', { timeout: fuzzTimeoutMs }, async () => {
  let read = 0;
  await fuzz(async (chance) => {
    const bytes = mutateBytes(chance.of(pictures), chance.of(pictures), chance);
    const frame = jpegFrame(bytes);
    if (!frame) return;
    expect(frame.scans).toBeGreaterThan(0);
    expect(frame.widthPx).toBeLessThanOrEqual(0xffff);
    expect(frame.heightPx).toBeLessThanOrEqual(0xffff);
    // The product decodes only pictures of the trace's size; larger ones would only use memory here.
    if (frame.scans > mostScans || frame.widthPx * frame.heightPx > 640 * 640) return;
    const decoded = await decode(Uint8Array.from(bytes).buffer).catch(() => startDecoder());
    if (decoded) expect([decoded.width, decoded.height]).toEqual([frame.widthPx, frame.heightPx]);
    read += decoded ? 1 : 0;
  });
  expect(read, 'mutants that the decoder reads').toBeGreaterThan(0);
});
