import jpegJs from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { FaceReader } from '../../../../worker/capture/face-reader.ts';
import { jpegFrame } from '../../../../worker/capture/jpeg.ts';
import { readRevealed } from '../../../../worker/capture/revealed-frames.ts';
import { syntheticCapture } from '../../../../assess/synthetic/capture.ts';
import { readTinyJpeg, tinyJpeg } from '../../../../assess/synthetic/picture.ts';

const real = (width: number, height: number) =>
  new Uint8Array(jpegJs.encode({ data: Buffer.alloc(width * height * 4, 90), width, height }, 75).data);
const capture = syntheticCapture({ asks: [{ kind: 'nod' }] });
const [record] = capture.trace.records;
/** The JPEG with these bytes inserted before the first marker after the start. */
const after = (bytes: Uint8Array, ...inserted: number[]) =>
  Uint8Array.from([...bytes.slice(0, 2), ...inserted, ...bytes.slice(2)]);
/** A segment with a frame header of another size. */
const frameOf = (size: number) => [0xff, 0xc0, 0, 11, 8, size >> 8, size & 255, size >> 8, size & 255, 1, 1, 0x11, 0];
const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x7f];

describe('jpegFrame', () => {
  it('reads the size and the number of scans of a baseline picture', () => {
    expect(jpegFrame(real(64, 48))).toEqual({ widthPx: 64, heightPx: 48, scans: 1 });
  });

  it('skips comments, application segments, and restart markers in the coded data', () => {
    const marked = after(real(64, 48), 0xff, 0xe1, 0, 4, 1, 2, 0xff, 0xfe, 0, 3, 9);
    expect(jpegFrame(marked)).toEqual({ widthPx: 64, heightPx: 48, scans: 1 });
    const restarted = Uint8Array.from([0xff, 0xd8, ...frameOf(8), ...scan, 0xff, 0xd0, 5, 0xff, 0, 0xff, 0xd9]);
    expect(jpegFrame(restarted)).toEqual({ widthPx: 8, heightPx: 8, scans: 1 });
  });

  // A comment with a larger frame in it. A decoder that skips the bytes before it in another way reads that frame.
  const hidden = [0xff, 0xfe, 0, 15, ...frameOf(9_000)];
  it.each([
    ['no bytes', new Uint8Array()],
    ['other bytes', new Uint8Array(100).fill(7)],
    ['a progressive frame', real(64, 48).map((byte, at, all) => (byte === 0xc0 && all[at - 1] === 0xff ? 0xc2 : byte))],
    ['an extended frame', real(64, 48).map((byte, at, all) => (byte === 0xc0 && all[at - 1] === 0xff ? 0xc1 : byte))],
    ['twelve bits', Uint8Array.from([0xff, 0xd8, ...frameOf(64).with(4, 12), ...scan, 0xff, 0xd9])],
    ['no components', Uint8Array.from([0xff, 0xd8, ...frameOf(64).with(9, 0), ...scan, 0xff, 0xd9])],
    [
      'fewer components than it announces',
      Uint8Array.from([0xff, 0xd8, ...frameOf(64).with(9, 3), ...scan, 0xff, 0xd9]),
    ],
    [
      'a sampling that no canvas writes',
      Uint8Array.from([0xff, 0xd8, ...frameOf(64).with(11, 0x55), ...scan, 0xff, 0xd9]),
    ],
    ['a scan before any frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 8, 0, 0, 0, 0, 0, 0)],
    ['a frame without a scan', Uint8Array.from([0xff, 0xd8, ...frameOf(64), 0xff, 0xd9])],
    ['a header cut short', real(64, 48).slice(0, 30)],
    ['a picture cut short', real(64, 48).slice(0, -2)],
    ['bytes after the end', Uint8Array.from([...real(64, 48), 0])],
    ['a fill byte before a marker', after(real(64, 48), 0xff)],
    ['a fill byte that hides a frame', after(real(64, 48), 0xff, ...hidden)],
    ['a restart outside coded data', after(real(64, 48), 0xff, 0xd0)],
    ['a second start', after(real(64, 48), 0xff, 0xd8)],
    ['a marker without a length', after(real(64, 48), 0xff, 0x01)],
    ['a segment length below 2', after(real(64, 48), 0xff, 0xfe, 0, 1)],
    ['a second frame', Uint8Array.from([0xff, 0xd8, ...frameOf(64), ...frameOf(9_000), ...scan, 0xff, 0xd9])],
    [
      'a second frame after a scan',
      Uint8Array.from([0xff, 0xd8, ...frameOf(64), ...scan, ...frameOf(9_000), ...scan, 0xff, 0xd9]),
    ],
    [
      'a height that comes later',
      Uint8Array.from([0xff, 0xd8, ...frameOf(64), ...scan, 0xff, 0xdc, 0, 4, 9, 9, 0xff, 0xd9]),
    ],
  ])('finds no picture in %s', (_name, bytes) => {
    expect(jpegFrame(bytes)).toBeUndefined();
  });
});

describe('readRevealed', () => {
  const shown: Uint8Array[] = [];
  const reader: FaceReader = {
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
  /** A frame with several scans over the same pixels. */
  const manyScans = Uint8Array.from([
    ...tinyJpeg(record!).slice(0, -2),
    ...Array.from({ length: 4 }, () => scan).flat(),
    0xff,
    0xd9,
  ]);

  it('digests and reads a JPEG as a canvas writes it', async () => {
    const jpeg = tinyJpeg(record!);
    expect(await see(jpeg)).toEqual({ index: 0, jpeg, digest: sha256(jpeg), reading: readTinyJpeg(jpeg) });
  });

  it.each([
    ['that has another size than the trace', real(64, 48)],
    ['that is huge', tinyJpeg(record!, 0, 65_535, 65_535)],
    ['that has many scans', manyScans],
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
