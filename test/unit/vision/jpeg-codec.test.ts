import jpegJs from 'jpeg-js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { jpegFrame } from '#protocol/capture/jpeg.ts';
import { createJpegCodec } from '#vision/jpeg-codec.ts';
import {
  find,
  markersOf,
  outOfRange,
  renumbered,
  withAdobe,
  withExif,
  withGainMap,
  withoutJfif,
  withPictureList,
  withProfile,
  withSegment,
} from './bent-jpegs.ts';
import { nodeCodec } from './node-codec.ts';

const { decode, reencode } = nodeCodec;
const [width, height] = [96, 64];

/** Stripes in the luma, and other stripes in the chroma: two pictures in one. */
function striped(down: number): Uint8Array {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const luma = Math.floor(x / 16) % 2 === 0 ? 90 : 150;
      const chroma = Math.floor((y + down) / 16) % 2 === 0 ? 40 : -40;
      data.set([luma + chroma, luma, luma - chroma], (y * width + x) * 4);
    }
  }
  return new Uint8Array(jpegJs.encode({ data, width, height }, 90).data);
}
const plain = striped(0);
const other = striped(16);

/** The largest mean difference of two pictures' bytes that an encoder may cause. Blocks in one colour cause less than 1. */
const encoderLoss = 2;

function difference(left: Uint8Array | Uint8ClampedArray, right: Uint8Array | Uint8ClampedArray): number {
  expect(left.length).toBe(right.length);
  let sum = 0;
  for (let n = 0; n < left.length; n += 1) sum += Math.abs(left[n]! - right[n]!);
  return sum / left.length;
}

/** Whether a file consists of the JFIF header, tables, one frame and one scan. */
function expectPlain(jpeg: Uint8Array): void {
  expect(jpegFrame(jpeg)).toBeDefined();
  const [jfif, ...rest] = markersOf(jpeg);
  expect(jfif).toBe(0xe0);
  for (const marker of rest) expect([0xdb, 0xc0, 0xc4, 0xda]).toContain(marker);
  // Decoders enlarge coarser chroma in different ways.
  const lumaSampling = jpeg[find(jpeg, 0xc0) + 11];
  expect(lumaSampling).toBe(0x11);
}

const accepted = [
  ['no metadata', plain],
  ['no JFIF segment', withoutJfif(plain)],
  ['a colour profile that hides the luma', withProfile(plain)],
  ...[2, 3, 4, 5, 6, 7, 8].map((turn) => [`the orientation ${turn}`, withExif(plain, turn)] as const),
  ['another picture as thumbnail', withExif(plain, 1, other)],
  ['a second orientation', withExif(withExif(plain, 3), 6)],
  ['another picture in a list', withPictureList(plain, plain.length, other.length)],
  ['the description of a gain map', withGainMap(withPictureList(plain, plain.length, other.length))],
  ['another picture in a comment', withSegment(plain, 0xfe, other)],
  ['another picture in an unknown segment', withSegment(plain, 0xe9, other)],
  ['Adobe’s segment for YCbCr', withAdobe(plain, 1)],
  ['Adobe’s segment for YCbCr, and no JFIF segment', withoutJfif(withAdobe(plain, 1))],
] as const;

const refused = [
  ['Adobe’s segment for RGB', withAdobe(plain, 0)],
  ['Adobe’s segment for YCCK', withAdobe(plain, 2)],
  ['components called R, G and B', withoutJfif(renumbered(plain, [82, 71, 66]))],
  ['another picture after the end', Uint8Array.from([...withPictureList(plain, plain.length, other.length), ...other])],
  ['a part of the coded data', Uint8Array.from([...plain.slice(0, -100), 0xff, 0xd9])],
  ['more coded data than pixels', Uint8Array.from([...plain.slice(0, -2), 1, 2, 3, 4, 5, 6, 0xff, 0xd9])],
  ['a restart that was not announced', Uint8Array.from([...plain.slice(0, -40), 0xff, 0xd0, ...plain.slice(-40)])],
  ['a table of another name', plain.with(find(plain, 0xdb) + 4, 3)],
  ['an impossible Huffman table', plain.with(find(plain, 0xc4) + 5, 255)],
  ['nothing', new Uint8Array()],
] as const;

it('is not created of modules that do not start', async () => {
  const foreign = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  await expect(createJpegCodec({ decoder: foreign, encoder: foreign })).rejects.toThrow();
});

describe('the codec', () => {
  const log = ['log', 'warn', 'error'] as const;
  const spies = log.map((name) => vi.spyOn(console, name));
  afterEach(() => {
    for (const spy of spies) expect(spy, 'a line in the log').not.toHaveBeenCalled();
  });

  it.each(accepted)('reads the same pixels with %s', async (_name, jpeg) => {
    const picture = (await decode(jpeg))!;
    expect(picture).toMatchObject({ width, height });
    expect(picture.data).toEqual((await decode(plain))!.data);
    // Another decoder agrees, so nothing needs to be refused here.
    expect(difference(picture.data, jpegJs.decode(Buffer.from(jpeg)).data)).toBeLessThan(encoderLoss);
  });

  it.each(accepted)('encodes the pixels again without %s', async (_name, jpeg) => {
    const kept = (await reencode(jpeg))!;
    expectPlain(kept);
    expect(difference((await decode(kept))!.data, (await decode(jpeg))!.data)).toBeLessThan(encoderLoss);
    expect(kept).toEqual(await reencode(plain));
  });

  it.each(refused)('reads nothing from a picture with %s, and the next picture correctly', async (_name, jpeg) => {
    const before = (await decode(plain))!.data;
    expect(await decode(jpeg)).toBeUndefined();
    expect(await reencode(jpeg)).toBeUndefined();
    expect((await decode(plain))!.data).toEqual(before);
  });

  it('reads the next picture correctly after many on which it failed', async () => {
    const before = (await decode(plain))!.data;
    const unread = plain.with(find(plain, 0xc4) + 5, 255);
    for (let n = 0; n < 300; n += 1) expect(await decode(unread)).toBeUndefined();
    expect((await decode(plain))!.data).toEqual(before);
  });

  it('keeps its own reading of a picture that decoders read differently in its coded data', async () => {
    const blocks = Array.from({ length: 8 }, (_, row) => Array.from({ length: 8 }, (__, n) => (row + n) % 2 === 0));
    const jpeg = outOfRange(blocks);
    const seen = (await decode(jpeg))!.data;
    const elsewhere = jpegJs.decode(Buffer.from(jpeg)).data;
    expect(difference(seen, elsewhere), 'the two decoders').toBeGreaterThan(80);
    const kept = (await reencode(jpeg))!;
    expectPlain(kept);
    expect(difference((await decode(kept))!.data, seen)).toBeLessThan(encoderLoss);
    expect(difference(jpegJs.decode(Buffer.from(kept)).data, seen), 'the other decoder').toBeLessThan(encoderLoss);
  });
});
