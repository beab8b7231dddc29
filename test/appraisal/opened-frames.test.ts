import jpegJs from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/frame.ts';
import type { Eyes } from '../../worker/look.ts';
import { jpegFrame } from '../../worker/jpeg.ts';
import { seeFrames } from '../../worker/opened-frames.ts';
import { syntheticCapture } from '../synthetic/capture.ts';
import { readTinyJpeg, tinyJpeg } from '../synthetic/picture.ts';

const real = (width: number, height: number) =>
  new Uint8Array(jpegJs.encode({ data: Buffer.alloc(width * height * 4, 90), width, height }, 75).data);
const { trace } = syntheticCapture({ asks: [{ kind: 'nod' }] });
const [record] = trace.records;

describe('jpegFrame', () => {
  it('reads size and scans of a baseline picture', () => {
    expect(jpegFrame(real(64, 48))).toEqual({ widthPx: 64, heightPx: 48, scans: 1 });
  });

  it.each([
    ['no bytes', new Uint8Array()],
    ['other bytes', new Uint8Array(100).fill(7)],
    ['a progressive frame', real(64, 48).map((byte, at, all) => (byte === 0xc0 && all[at - 1] === 0xff ? 0xc2 : byte))],
    ['a scan before any frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 8, 0, 0, 0, 0, 0, 0)],
    ['a header cut short', real(64, 48).slice(0, 30)],
  ])('finds no picture in %s', (_name, bytes) => {
    expect(jpegFrame(bytes)).toBeUndefined();
  });
});

describe('seeFrames', () => {
  const shown: Uint8Array[] = [];
  const eyes: Eyes = {
    async look(jpeg, claim) {
      shown.push(jpeg);
      expect(claim).toBe(record!.face);
      return readTinyJpeg(jpeg);
    },
  };
  const see = async (jpeg: Uint8Array | undefined) => (await seeFrames([{ index: 0, jpeg }], trace, eyes))[0]!;
  /** A frame whose pixels are gone through over and over. */
  const manyScans = Uint8Array.from([...tinyJpeg(record!), ...Array.from({ length: 4 }, () => [0xff, 0xda]).flat()]);

  it('digests and looks at what a canvas writes', async () => {
    const jpeg = tinyJpeg(record!);
    expect(await see(jpeg)).toEqual({ index: 0, jpeg, digest: sha256(jpeg), look: readTinyJpeg(jpeg) });
  });

  it.each([
    ['of another size than the trace’s', real(64, 48)],
    ['huge', tinyJpeg(record!, 0, 65_535, 65_535)],
    ['of many scans', manyScans],
    ['no picture', Uint8Array.of(1, 2, 3)],
  ])('hands nothing to a decoder that is %s', async (_name, jpeg) => {
    shown.length = 0;
    expect(await see(jpeg)).toMatchObject({ digest: sha256(jpeg), look: undefined });
    expect(shown).toEqual([]);
  });

  it('has nothing to see where nothing was opened', async () => {
    expect(await see(undefined)).toEqual({ index: 0, jpeg: undefined, digest: undefined, look: undefined });
  });
});
