/** Altered JPEGs: where both `jpegFrame` and the decoder read one, they read the same size, and the pixels are kept. */
import jpegJs from 'jpeg-js';
import { expect, it } from 'vitest';
import { jpegFrame } from '#protocol/capture/jpeg.ts';
import { createRandom } from '../../../assess/synthetic/random.ts';
import { tinyJpeg } from '../../../assess/synthetic/picture.ts';
import { syntheticCapture } from '../../../assess/synthetic/capture.ts';
import { markersOf } from '../vision/bent-jpegs.ts';
import { nodeCodec } from '../vision/node-codec.ts';
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

/** What the encoder may change in a picture of noise, whose pixels it cannot keep exactly. */
const noiseLoss = 20;

/** What two decoders may round differently. */
const decoderLoss = 1;

const meanDifference = (left: Uint8ClampedArray, right: ArrayLike<number>) =>
  left.reduce((sum, byte, n) => sum + Math.abs(byte - right[n]!), 0) / left.length;

it(
  'jpegFrame never throws, and gives the size that the decoder reads; what is kept are those pixels',
  { timeout: fuzzTimeoutMs },
  async () => {
    let read = 0;
    await fuzz(async (chance) => {
      const bytes = mutateBytes(chance.of(pictures), chance.of(pictures), chance);
      const frame = jpegFrame(bytes);
      if (!frame) return;
      expect(frame.widthPx).toBeLessThanOrEqual(0xffff);
      expect(frame.heightPx).toBeLessThanOrEqual(0xffff);
      // The product decodes only pictures of the trace's size; larger ones would only use memory here.
      if (frame.widthPx * frame.heightPx > 640 * 640) return;
      const decoded = await nodeCodec.decode(bytes);
      if (!decoded) return;
      expect([decoded.width, decoded.height]).toEqual([frame.widthPx, frame.heightPx]);
      const kept = (await nodeCodec.reencode(bytes))!;
      for (const marker of markersOf(kept).slice(1)) expect([0xdb, 0xc0, 0xc4, 0xda]).toContain(marker);
      const again = (await nodeCodec.decode(kept))!.data;
      expect(meanDifference(again, decoded.data)).toBeLessThan(noiseLoss);
      // Mutants can have coefficients of any size. In what is kept, another decoder sees the same.
      expect(meanDifference(again, jpegJs.decode(kept, { useTArray: true }).data)).toBeLessThan(decoderLoss);
      read += 1;
    });
    expect(read, 'mutants that the decoder reads').toBeGreaterThan(0);
  },
);
