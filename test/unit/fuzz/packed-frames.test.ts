/** Altered packed frames: `unpackFrames` refuses each of them, or unpacks what would be packed again without loss. */
import { expect, it } from 'vitest';
import { packFrames, unpackFrames, type UnpackedFrames } from '#protocol/capture/packed-frames.ts';
import { Refusal } from '#protocol/refusal.ts';
import { syntheticCapture } from '../../../assess/synthetic/capture.ts';
import { fuzz, fuzzTimeoutMs } from './chance.ts';
import { mutateBytes } from './mutate.ts';

const maxFrames = 200;

function packedAt(rateHz: number): Uint8Array {
  const { trace, frameDigests } = syntheticCapture({ asks: [{ kind: 'nod' }], rateHz });
  return packFrames(
    trace.header,
    trace.recordBytes.map((record, n) => ({ record, jpegDigest: frameDigests[n]! })),
  );
}
const [quick, slow] = [packedAt(10), packedAt(2)];

it('unpackFrames refuses mutated bytes, or unpacks them without loss', { timeout: fuzzTimeoutMs }, async () => {
  let unpacked = 0;
  await fuzz((chance) => {
    const [one, other] = chance.oneIn(4) ? [quick, slow] : [slow, quick];
    let found: UnpackedFrames;
    try {
      found = unpackFrames(mutateBytes(one, other, chance), maxFrames);
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      return;
    }
    unpacked += 1;
    expect(found.frames.length).toBeLessThanOrEqual(maxFrames);
    expect(found.frames.every(({ record }) => record.length === (record[4]! > 0 ? 268 : 12))).toBe(true);
    expect(unpackFrames(packFrames(found.header, found.frames), maxFrames)).toEqual(found);
  });
  expect(unpacked, 'mutants that are still packed frames').toBeGreaterThan(0);
});
