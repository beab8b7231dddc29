/** Pictures within the ministry's sizes. */
import { describe, expect, it } from 'vitest';
import { fromBase64 } from '#protocol/base64.ts';
import type { EncodingOptions } from '#vision/jpeg-codec.ts';
import type { Picture } from '#vision/picture.ts';
import { makeAttachment, type Purpose } from '../../../../../worker/bureau/v3/attachments.ts';
import { createRandom } from '../../../../../assess/synthetic/random.ts';
import { nodeCodec } from '../../../vision/node-codec.ts';

const owner = { kind: 'organiser' } as const;

/** Noise, which no JPEG makes small. */
function noise(width: number, height: number, strength: number): Picture {
  const random = createRandom(width);
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, n) =>
    n % 4 === 3 ? 255 : 128 + (random() - 0.5) * strength,
  );
  return { data, width, height };
}

const attached = async (purpose: Purpose, jpeg: Uint8Array) => {
  const attachment = await makeAttachment({ purpose, jpeg, owner }, nodeCodec);
  return attachment && { ...attachment, bytes: fromBase64(attachment.content)! };
};

describe('an attachment', () => {
  it.each([
    ['form', 1],
    ['organiser-document', 2],
    ['organiser-person-document', 3],
    ['service-person-document', 4],
    ['photo', 5],
  ] as const)('of the purpose %s has number %d, and a picture that fits goes as it is', async (purpose, id) => {
    const jpeg = Uint8Array.of(1, 2, 3);
    expect(await attached(purpose, jpeg)).toMatchObject({ purposeId: id, formatId: 1, owner, bytes: jpeg });
  });

  it.each([
    ['photo', 100_000],
    ['form', 150_000],
  ] as const)('of the purpose %s has at most %d bytes', async (purpose, most) => {
    expect((await attached(purpose, new Uint8Array(most)))?.bytes).toHaveLength(most);
    expect(await attached(purpose, new Uint8Array(most + 1))).toBeUndefined();
  });

  it('that is too large gets the best quality that fits, in its own size where that is enough', async () => {
    const picture = noise(900, 300, 60);
    const jpeg = await nodeCodec.encode(picture, { quality: 95, grey: false });
    expect(jpeg.length).toBeGreaterThan(100_000);
    const asked: number[] = [];
    const made = await makeAttachment(
      { purpose: 'photo', jpeg, owner },
      {
        decode: nodeCodec.decode,
        encode: (each: Picture, options: EncodingOptions) => {
          asked.push(options.quality);
          return nodeCodec.encode(each, options);
        },
      },
    );
    const bytes = fromBase64(made!.content)!;
    expect(bytes.length).toBeLessThanOrEqual(100_000);
    const found = (await nodeCodec.decode(bytes))!;
    expect(Math.max(found.width, found.height)).toBeGreaterThanOrEqual(800);
    expect(asked[0], 'the smallest first, so that a hopeless size costs one encoding').toBe(45);
  });

  it('is none where only an illegible picture would fit', async () => {
    const jpeg = await nodeCodec.encode(noise(820, 820, 255), { quality: 95, grey: false });
    expect(await attached('photo', jpeg)).toBeUndefined();
  });

  it('is made smaller by means, so that thin strokes stay', async () => {
    const large = noise(1200, 800, 0);
    for (let y = 0; y < 800; y += 1) large.data.fill(0, (y * 1200 + 600) * 4, (y * 1200 + 603) * 4);
    const made = await makeAttachment(
      { purpose: 'photo', jpeg: new Uint8Array(100_001), owner },
      {
        decode: async () => large,
        encode: async (each: Picture, options: EncodingOptions) =>
          each.width < 1200 ? nodeCodec.encode(each, options) : new Uint8Array(100_001),
      },
    );
    const found = (await nodeCodec.decode(fromBase64(made!.content)!))!;
    expect([found.width, found.height]).toEqual([960, 640]);
    const row = 320 * found.width;
    const lumas = Array.from({ length: found.width }, (_, x) => found.data[(row + x) * 4]!);
    expect(Math.min(...lumas)).toBeLessThan(40);
    expect(lumas.indexOf(Math.min(...lumas)) / found.width).toBeCloseTo(0.5, 1);
  });
});
