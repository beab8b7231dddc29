/** What Chromium shows of a frame as it was sent, and of the file that the verifier makes of the pixels that it judged. */
import { expect } from '@open-wc/testing';
import { createJpegCodec, type JpegCodec } from '#vision/jpeg-codec.ts';
import type { Picture } from '#vision/picture.ts';
import {
  markersOf,
  outOfRange,
  stripped,
  withAdobe,
  withExif,
  withGainMap,
  withPictureList,
  withProfile,
  withSegment,
} from '../unit/vision/bent-jpegs.ts';

/** Mean difference of two pictures' bytes: an encoder causes less than `same`, another picture more than `other`. */
const bounds = { same: 2, other: 8 };

const compiled = async (path: string) =>
  WebAssembly.compile(await (await fetch(`/node_modules/@jsquash/jpeg/codec/${path}`)).arrayBuffer());

/** The pixels that the page paints, at the size at which it paints them. */
async function painted(jpeg: Uint8Array): Promise<Picture> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([Uint8Array.from(jpeg)], { type: 'image/jpeg' }));
  image.src = url;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(image, 0, 0);
  URL.revokeObjectURL(url);
  return context.getImageData(0, 0, width, height);
}

/** Infinite if the sizes differ. */
function difference(left: Picture, right: Picture): number {
  if (left.width !== right.width || left.height !== right.height) return Infinity;
  let sum = 0;
  for (let n = 0; n < left.data.length; n += 1) sum += Math.abs(left.data[n]! - right.data[n]!);
  return sum / left.data.length;
}

const frame = async (segment: string, n: number) =>
  createImageBitmap(await (await fetch(`/test-frames/${segment}/${n}.jpg`)).blob());

/** A JPEG of a canvas, as the widget makes it. */
async function canvasJpeg(draw: (context: OffscreenCanvasRenderingContext2D) => void): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(640, 480);
  draw(canvas.getContext('2d', { willReadFrequently: true })!);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.75 })).arrayBuffer());
}

/** One picture in the luma, and another one in the difference of red and blue. */
function twoInOne(shown: ImageBitmap, hidden: ImageBitmap): Promise<Uint8Array> {
  return canvasJpeg((context) => {
    context.drawImage(hidden, 0, 0);
    const inChroma = context.getImageData(0, 0, 640, 480).data;
    context.drawImage(shown, 0, 0);
    const picture = context.getImageData(0, 0, 640, 480);
    for (let n = 0; n < inChroma.length; n += 4) {
      const luma = 60 + (picture.data[n + 1]! * 135) / 255;
      const chroma = (inChroma[n + 1]! - 128) / 2;
      picture.data.set([luma + chroma, luma, luma - chroma], n);
    }
    context.putImageData(picture, 0, 0);
  });
}

async function load() {
  const [decoder, encoder] = await Promise.all([compiled('dec/mozjpeg_dec.wasm'), compiled('enc/mozjpeg_enc.wasm')]);
  const [shown, hidden] = await Promise.all([frame('neutral', 0), frame('turn-left', 20)]);
  const own = await twoInOne(shown, hidden);
  const other = await canvasJpeg((context) => context.drawImage(hidden, 0, 0));
  return { codec: await createJpegCodec({ decoder, encoder }), own, plain: stripped(own), other };
}

interface Loaded {
  readonly codec: JpegCodec;
  /** A picture of Chromium's canvas. */
  readonly own: Uint8Array;
  /** The same without metadata. */
  readonly plain: Uint8Array;
  readonly other: Uint8Array;
}
let loading: Promise<Loaded> | undefined;
const loaded = () => (loading ??= load());

/** How far the sent bytes and the kept file differ from the judged pixels, as Chromium paints them. */
async function shownOf(jpeg: Uint8Array) {
  const { codec } = await loaded();
  const judged = (await codec.decode(jpeg))!;
  const kept = (await codec.reencode(jpeg))!;
  return { sent: difference(await painted(jpeg), judged), kept: difference(await painted(kept), judged) };
}

describe('the picture that people see', () => {
  it('is made of a picture of Chromium’s own canvas, without the colour profile that it writes', async () => {
    const { codec, own } = await loaded();
    expect(markersOf(own)).to.include(0xe2);
    expect(markersOf((await codec.reencode(own))!)).not.to.include(0xe2);
    expect((await shownOf(own)).kept).to.be.below(bounds.same);
  });

  const altered: readonly (readonly [name: string, alter: (loaded: Loaded) => Uint8Array])[] = [
    ['a colour profile hides the judged person and shows another', ({ plain }) => withProfile(plain)],
    ...[2, 3, 4, 5, 6, 7, 8].map(
      (turn) => [`the orientation ${turn} turns the frame`, ({ plain }: Loaded) => withExif(plain, turn)] as const,
    ),
    [
      'coefficients are out of range',
      () =>
        outOfRange(Array.from({ length: 60 }, (_, row) => Array.from({ length: 80 }, (__, n) => (row ^ n) % 8 < 4))),
    ],
  ];
  for (const [name, alter] of altered) {
    it(`has the judged pixels if ${name}`, async () => {
      const { sent, kept } = await shownOf(alter(await loaded()));
      expect(sent, 'the frame as it was sent').to.be.above(bounds.other);
      expect(kept, 'the kept picture').to.be.below(bounds.same);
    });
  }

  const harmless: readonly (readonly [name: string, alter: (loaded: Loaded) => Uint8Array])[] = [
    ['another picture as thumbnail', ({ plain, other }) => withExif(plain, 1, other.slice(0, 60_000))],
    ['a list of pictures with a gain map', ({ plain }) => withGainMap(withPictureList(plain, plain.length, 100))],
    ['a comment', ({ plain, other }) => withSegment(plain, 0xfe, other.slice(0, 60_000))],
    ['Adobe’s segment for YCbCr', ({ plain }) => withAdobe(plain, 1)],
  ];
  for (const [name, alter] of harmless) {
    it(`has the judged pixels, and not ${name}`, async () => {
      const { codec, plain, ...rest } = await loaded();
      const jpeg = alter({ codec, plain, ...rest });
      expect(await codec.reencode(jpeg)).to.deep.equal(await codec.reencode(plain));
      expect((await shownOf(jpeg)).kept).to.be.below(bounds.same);
    });
  }
});
