/** Bytes that no canvas wrote: what `jpegFrame` lets through, a decoder reads as that very picture. */
import decode, { init } from '@jsquash/jpeg/decode.js';
import jpegJs from 'jpeg-js';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, it } from 'vitest';
import { jpegFrame, mostScans } from '../../../worker/capture/jpeg.ts';
import { createRandom } from '../../../assess/actor/random.ts';
import { tinyJpeg } from '../../../assess/synthetic/picture.ts';
import { syntheticCapture } from '../../../assess/synthetic/capture.ts';
import { fuzz, fuzzTimeoutMs } from './chance.ts';
import { mutateBytes } from './mutate.ts';

/** Pictures of noise, so that coded data has every byte in it. */
const picture = (width: number, height: number) => {
  const random = createRandom(width);
  const data = Buffer.from(Array.from({ length: width * height * 4 }, () => Math.floor(random() * 256)));
  return new Uint8Array(jpegJs.encode({ data, width, height }, 75).data);
};
const [record] = syntheticCapture({ asks: [{ kind: 'nod' }], rateHz: 4 }).trace.records;
const pictures = [picture(48, 32), picture(16, 16), tinyJpeg(record!)];

beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm');
  const module = new WebAssembly.Module(readFileSync(path));
  await init({
    instantiateWasm: (imports: WebAssembly.Imports, onInstance: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(module, imports);
      onInstance(instance);
      return instance.exports;
    },
    // The decoder complains of every mutant.
    printErr: () => undefined,
  });
});

it('jpegFrame never throws, and says the size that the decoder finds', { timeout: fuzzTimeoutMs }, async () => {
  let sound = 0;
  await fuzz(async (chance) => {
    const bytes = mutateBytes(chance.of(pictures), chance.of(pictures), chance);
    const frame = jpegFrame(bytes);
    if (!frame) return;
    sound += 1;
    expect(frame.scans).toBeGreaterThan(0);
    expect(frame.widthPx).toBeLessThanOrEqual(0xffff);
    expect(frame.heightPx).toBeLessThanOrEqual(0xffff);
    // The product decodes pictures of the trace's size alone; larger ones would only take memory here.
    if (frame.scans > mostScans || frame.widthPx * frame.heightPx > 640 * 640) return;
    const decoded = await decode(Uint8Array.from(bytes).buffer).catch(() => undefined);
    if (decoded) expect([decoded.width, decoded.height]).toEqual([frame.widthPx, frame.heightPx]);
  });
  expect(sound, 'mutants that are still pictures').toBeGreaterThan(0);
});
