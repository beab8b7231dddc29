import jpegJs from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { jpegFrame } from '#protocol/capture/jpeg.ts';
import {
  outOfRange,
  renumbered,
  withAdobe,
  withExif,
  withGainMap,
  withoutJfif,
  withPictureList,
  withProfile,
} from '../../vision/bent-jpegs.ts';

const size = { widthPx: 64, heightPx: 48 };
const real = new Uint8Array(jpegJs.encode({ data: Buffer.alloc(64 * 48 * 4, 90), width: 64, height: 48 }, 75).data);
/** The JPEG with these bytes inserted before the first marker after the start. */
const after = (bytes: Uint8Array, ...inserted: number[]) =>
  Uint8Array.from([...bytes.slice(0, 2), ...inserted, ...bytes.slice(2)]);
/** A file of these segments. */
const picture = (...parts: readonly (readonly number[])[]) =>
  Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);

/** The header of a grey frame, square. */
const frameOf = (sidePx: number) => {
  const side = [sidePx >> 8, sidePx & 255];
  return [0xff, 0xc0, 0, 11, 8, ...side, ...side, 1, 1, 0x11, 0];
};
const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x7f];
const table = [0xff, 0xdb, 0, 3, 0];
/** The header of a colour frame with these sampling factors. */
const colourFrame = (luma: number, cb = 0x11, cr = 0x11) => [
  0xff,
  0xc0,
  0,
  17,
  8,
  0,
  48,
  0,
  64,
  3,
  1,
  luma,
  0,
  2,
  cb,
  1,
  3,
  cr,
  1,
];
const colourScan = [0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0, 0x7f];
const scanOf = (component: number) => [0xff, 0xda, 0, 8, 1, component, 0, 0, 63, 0, 0x7f];
const adobe = (...content: readonly number[]) => after(real, 0xff, 0xee, 0, content.length + 2, ...content);
const adobeName = [0x41, 0x64, 0x6f, 0x62, 0x65];

describe('jpegFrame', () => {
  it('reads the size of a baseline picture', () => {
    expect(jpegFrame(real)).toEqual(size);
    for (const luma of [0x11, 0x12, 0x21, 0x22])
      expect(jpegFrame(picture(colourFrame(luma), colourScan))).toEqual(size);
  });

  it('skips restart markers in the coded data', () => {
    const restarted = picture(frameOf(8), [...scan, 0xff, 0xd0, 5, 0xff, 0]);
    expect(jpegFrame(restarted)).toEqual({ widthPx: 8, heightPx: 8 });
  });

  it.each([
    ['comments and unknown segments', after(real, 0xff, 0xe1, 0, 4, 1, 2, 0xff, 0xfe, 0, 3, 9)],
    ['no JFIF segment', withoutJfif(real)],
    ['a colour profile', withProfile(real)],
    ['an orientation and a thumbnail', withExif(real, 6, real)],
    ['a list of pictures and a gain map', withGainMap(withPictureList(real, 100, 100))],
    ['Adobe’s segment, if it says YCbCr', withAdobe(real, 1)],
  ])('accepts %s', (_name, bytes) => {
    expect(jpegFrame(bytes)).toEqual(size);
  });

  // A comment with a larger frame in it. A decoder that skips the bytes before it in another way reads that frame.
  const hidden = [0xff, 0xfe, 0, 15, ...frameOf(9_000)];
  it.each([
    ['no bytes', new Uint8Array()],
    ['other bytes', new Uint8Array(100).fill(7)],
    ['a progressive frame', picture(frameOf(64).with(1, 0xc2), scan)],
    ['an extended frame', picture(frameOf(64).with(1, 0xc1), scan)],
    ['a frame with arithmetic coding', picture(frameOf(64).with(1, 0xc9), scan)],
    ['conditions of arithmetic coding', picture([0xff, 0xcc, 0, 2], frameOf(64), scan)],
    ['twelve bits', picture(frameOf(64).with(4, 12), scan)],
    ['no components', picture(frameOf(64).with(9, 0), scan)],
    ['fewer components than it announces', picture(frameOf(64).with(9, 3), scan)],
    [
      'four components',
      picture([0xff, 0xc0, 0, 20, 8, 0, 8, 0, 8, 4, ...[1, 2, 3, 4].flatMap((n) => [n, 0x11, 0])], scan),
    ],
    ['a sampling that no canvas writes', picture(frameOf(64).with(11, 0x55), scan)],
    ['a grey picture with a finer sampling', picture(frameOf(64).with(11, 0x22), scan)],
    ['chroma finer than luma', picture(colourFrame(0x11, 0x22, 0x22), colourScan)],
    ['chroma of two samplings', picture(colourFrame(0x22, 0x11, 0x21), colourScan)],
    ['components called R, G and B', renumbered(real, [82, 71, 66])],
    ['components numbered from 0', renumbered(real, [0, 1, 2])],
    ['a component twice', renumbered(real, [1, 2, 2])],
    ['Adobe’s segment, if it says RGB', withAdobe(real, 0)],
    ['Adobe’s segment, if it says YCCK', withAdobe(real, 2)],
    ['Adobe’s segments that disagree', withAdobe(withAdobe(real, 1), 0)],
    ['Adobe’s segment cut short', adobe(...adobeName, 0, 100, 0, 0, 0, 0)],
    ['Adobe’s segment with more bytes', adobe(...adobeName, 0, 100, 0, 0, 0, 0, 1, 0)],
    ['another segment in Adobe’s place', adobe(1, 2, 3)],
    ['a scan before any frame', picture(scan)],
    ['a frame without a scan', picture(frameOf(64))],
    ['a scan of one component of three', picture(colourFrame(0x22), scan)],
    ['one scan for each component', picture(colourFrame(0x22), scanOf(1), scanOf(2), scanOf(3))],
    ['a second scan', picture(frameOf(64), scan, scan)],
    ['a scan of another component', picture(frameOf(64), scanOf(2))],
    ['a scan of other components than the frame’s', picture(colourFrame(0x22).with(10, 4), colourScan)],
    ['a scan with its components in another order', picture(colourFrame(0x22), colourScan.with(5, 3).with(9, 1))],
    ['a scan of some coefficients', picture(frameOf(64), scan.with(8, 5))],
    ['a scan with less precision', picture(frameOf(64), scan.with(9, 0x10))],
    ['a table after the scan', picture(frameOf(64), scan, table)],
    ['a comment after the scan', picture(frameOf(64), scan, [0xff, 0xfe, 0, 2])],
    ['a header cut short', real.slice(0, 30)],
    ['a picture cut short', real.slice(0, -2)],
    ['bytes after the end', Uint8Array.from([...real, 0])],
    ['another picture after the end', Uint8Array.from([...real, ...real])],
    ['a fill byte before a marker', after(real, 0xff)],
    ['a fill byte that hides a frame', after(real, 0xff, ...hidden)],
    ['a restart outside coded data', after(real, 0xff, 0xd0)],
    ['a second start', after(real, 0xff, 0xd8)],
    ['a marker without a length', after(real, 0xff, 0x01)],
    ['a segment length below 2', after(real, 0xff, 0xfe, 0, 1)],
    ['a segment that is longer than the file', after(real, 0xff, 0xfe, 0xff, 0xff)],
    ['a second frame', picture(frameOf(64), frameOf(9_000), scan)],
    ['a second frame after a scan', picture(frameOf(64), scan, frameOf(9_000), scan)],
    ['a height that comes later', picture(frameOf(64), scan, [0xff, 0xdc, 0, 4, 9, 9])],
  ])('finds no picture in %s', (_name, bytes) => {
    expect(jpegFrame(bytes)).toBeUndefined();
  });

  it('does not look into the coded data, where decoders can differ too', () => {
    expect(jpegFrame(outOfRange([[true, false]]))).toEqual({ widthPx: 16, heightPx: 8 });
  });
});
