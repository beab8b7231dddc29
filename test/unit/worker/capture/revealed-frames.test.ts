import jpegJs from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { FaceReader } from '../../../../worker/capture/face-reader.ts';
import { readRevealed } from '../../../../worker/capture/revealed-frames.ts';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';
import { readTinyJpeg, tinyJpeg } from '../../../../assess/synthetic/picture.ts';

const real = (width: number, height: number) =>
  new Uint8Array(jpegJs.encode({ data: Buffer.alloc(width * height * 4, 90), width, height }, 75).data);
const capture = syntheticCapture({ asks: [{ kind: 'nod' }] });
const [record] = capture.trace.records;

describe('readRevealed', () => {
  const shown: Uint8Array[] = [];
  const reader: Pick<FaceReader, 'read'> = {
    async read(jpeg, claim) {
      shown.push(jpeg);
      expect(claim).toBe(record!.face);
      return readTinyJpeg(jpeg);
    },
  };
  /** @param promised the picture whose digest is in the evidence */
  const see = async (jpeg: Uint8Array | undefined, promised = jpeg) => {
    const frameDigests = promised ? [sha256(promised)] : capture.frameDigests;
    return (await readRevealed([{ index: 0, jpeg }], { ...capture, frameDigests }, reader))[0]!;
  };
  it('digests and reads a JPEG as a canvas writes it', async () => {
    const jpeg = tinyJpeg(record!);
    expect(await see(jpeg)).toEqual({ index: 0, jpeg, digest: sha256(jpeg), reading: readTinyJpeg(jpeg) });
  });

  it.each([
    ['that has another size than the trace', real(64, 48)],
    ['that is huge', tinyJpeg(record!, 0, 65_535, 65_535)],
    ['that is not a JPEG', Uint8Array.of(1, 2, 3)],
  ])('decodes no picture %s', async (_name, jpeg) => {
    shown.length = 0;
    expect(await see(jpeg)).toMatchObject({ digest: sha256(jpeg), reading: undefined });
    expect(shown).toEqual([]);
  });

  it('decodes no picture without a digest in the evidence', async () => {
    shown.length = 0;
    expect(await see(tinyJpeg(record!), tinyJpeg(record!, 1))).toMatchObject({ reading: undefined });
    expect(shown).toEqual([]);
  });

  it('reads nothing if nothing was revealed', async () => {
    expect(await see(undefined)).toEqual({ index: 0, jpeg: undefined, digest: undefined, reading: undefined });
  });
});
