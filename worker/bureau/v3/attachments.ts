/** The pictures that go with a record, within the ministry's sizes. */
import { base64 } from '#protocol/base64.ts';
import type { EncodingOptions, JpegCodec } from '#vision/jpeg-codec.ts';
import type { Picture } from '#vision/picture.ts';
import type { Attachment } from './write.ts';

/** 附件用途: its number, and the most bytes, with the smaller meaning of K. */
const purposes = {
  form: { id: 1, mostBytes: 150_000 },
  'organiser-document': { id: 2, mostBytes: 100_000 },
  'organiser-person-document': { id: 3, mostBytes: 100_000 },
  'service-person-document': { id: 4, mostBytes: 100_000 },
  photo: { id: 5, mostBytes: 100_000 },
} as const;
export type Purpose = keyof typeof purposes;

/** 附件格式: JPG. */
const jpegFormat = 1;

/** From the best downward. Convention. */
const qualities = [85, 75, 65, 55] as const;
/** Below this one, small print shows blocks. Convention. */
const leastQuality = 45;
/** Each size is this much of the one before. */
const shrink = 0.8;
/** The longer side of a picture is never made shorter than this. Convention: a card's number is then 12 pixels high. */
const leastSide = 800;

export interface AttachedPicture {
  readonly purpose: Purpose;
  readonly jpeg: Uint8Array;
  readonly owner: Attachment['owner'];
}

/**
 * A picture that fits goes as it is; another one is made smaller. The form is never touched: it was checked as it is.
 *
 * @param jpeg a JPEG: cases store no other format
 * @returns undefined if no size that is still legible is small enough
 */
export async function makeAttachment(
  { purpose, jpeg, owner }: AttachedPicture,
  codec: Pick<JpegCodec, 'decode' | 'encode'>,
): Promise<Attachment | undefined> {
  const { id, mostBytes } = purposes[purpose];
  const fitted =
    jpeg.length <= mostBytes ? jpeg : purpose === 'form' ? undefined : await smaller(jpeg, mostBytes, codec);
  return fitted && { formatId: jpegFormat, purposeId: id, content: base64(fitted), owner };
}

async function smaller(
  jpeg: Uint8Array,
  mostBytes: number,
  codec: Pick<JpegCodec, 'decode' | 'encode'>,
): Promise<Uint8Array | undefined> {
  let picture = await codec.decode(jpeg);
  while (picture) {
    const encode = (quality: number) => codec.encode(picture!, { quality, grey: false } satisfies EncodingOptions);
    // The smallest first: a size at which even that is too large costs one encoding.
    const least = await encode(leastQuality);
    if (least.length <= mostBytes) return (await best(encode, mostBytes)) ?? least;
    picture = Math.max(picture.width, picture.height) * shrink < leastSide ? undefined : scaled(picture, shrink);
  }
  return undefined;
}

async function best(
  encode: (quality: number) => Promise<Uint8Array>,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  for (const quality of qualities) {
    const made = await encode(quality);
    if (made.length <= mostBytes) return made;
  }
  return undefined;
}

/** Each new pixel is the mean of the pixels that it covers, so that thin strokes stay. */
function scaled(picture: Picture, factor: number): Picture {
  const [width, height] = [Math.round(picture.width * factor), Math.round(picture.height * factor)];
  const data = new Uint8ClampedArray(width * height * 4);
  const columns = Array.from({ length: width }, (_, x) => covered(x, width, picture.width));
  for (let y = 0; y < height; y += 1) {
    const rows = covered(y, height, picture.height);
    for (let x = 0; x < width; x += 1) {
      const sum = [0, 0, 0];
      for (const [row, rowShare] of rows) {
        for (const [column, columnShare] of columns[x]!) {
          const at = (row * picture.width + column) * 4;
          const share = rowShare * columnShare;
          for (let k = 0; k < 3; k += 1) sum[k]! += picture.data[at + k]! * share;
        }
      }
      data.set([...sum, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** The old places that a new one covers, with their shares, which add up to 1. */
function covered(n: number, count: number, before: number): readonly (readonly [place: number, share: number])[] {
  const [from, to] = [(n * before) / count, ((n + 1) * before) / count];
  const places: (readonly [number, number])[] = [];
  for (let place = Math.floor(from); place < to && place < before; place += 1) {
    const share = (Math.min(to, place + 1) - Math.max(from, place)) / (to - from);
    if (share > 0) places.push([place, share]);
  }
  return places;
}
