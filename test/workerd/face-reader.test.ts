/** The verifier's face reader in workerd, compared with the same code in Node. */
import { env } from 'cloudflare:workers';
import { describe, expect, inject, it } from 'vitest';
import { faceReaderOf } from '../../worker/host/cloudflare/face-reader.ts';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import { fetchModel } from '../../worker/vision/model-files.ts';
import type { FaceReading } from '../../worker/capture/face-reader.ts';
import { outOfRange, withAdobe, withExif, withProfile } from '../unit/vision/bent-jpegs.ts';
import type { PictureName } from './readings.ts';

const { site } = portsOf(env);
const seen = inject('seen');
const names: readonly PictureName[] = ['neutral', 'turned', 'empty', 'two'];
const bytes = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** A millionth of a pixel, since two versions of V8 round the last place of sines and cosines differently. */
const rounded = (reading: FaceReading | undefined): unknown =>
  JSON.parse(JSON.stringify(reading, (_, value) => (typeof value === 'number' ? Number(value.toFixed(6)) : value)));

describe('the verifier’s face reader', () => {
  it.each(names)('reads the same in workerd as in Node: %s', async (name) => {
    const reader = await faceReaderOf(site);
    const { jpeg, claim, reading } = seen[name];
    expect(rounded(await reader.read(bytes(jpeg), claim))).toEqual(rounded(reading));
  });

  it('counts faces', () => {
    expect([seen.neutral, seen.turned, seen.empty, seen.two].map(({ reading }) => reading.faces)).toEqual([1, 1, 0, 2]);
    expect(seen.empty.reading).toMatchObject({ found: undefined, face: undefined, skin: undefined });
  });

  it('reads the same again after other pictures, also with many requests at once', async () => {
    const reader = await faceReaderOf(site);
    const shown: readonly PictureName[] = ['neutral', 'turned', 'empty', 'neutral', 'two', 'neutral'];
    const readings = await Promise.all(shown.map((name) => reader.read(bytes(seen[name].jpeg), seen[name].claim)));
    expect(readings.map(rounded)).toEqual(shown.map((name) => rounded(seen[name].reading)));
  });

  it('finds no face where only the claim has one, and finds the real face despite a false claim', async () => {
    const reader = await faceReaderOf(site);
    const claim = seen.neutral.claim;
    // At the claimed place the mesh may see a face in any texture, so pictures-agree demands one that is found without the claim.
    expect(await reader.read(bytes(seen.empty.jpeg), claim)).toMatchObject({ found: undefined, faces: 0 });
    const aside = claim!.map(({ x, y }) => ({ x: x - 300, y }));
    expect(await reader.read(bytes(seen.neutral.jpeg), aside)).toMatchObject({ face: undefined, faces: 1 });
  });

  it('reads nothing from bytes that are not a picture, or only a part of one', async () => {
    const reader = await faceReaderOf(site);
    expect(await reader.read(new Uint8Array(100), undefined)).toBe(undefined);
    expect(await reader.read(new Uint8Array(0), undefined)).toBe(undefined);
    expect(await reader.read(bytes(seen.neutral.jpeg).slice(0, 200), undefined)).toBe(undefined);
  });
});

describe('a picture that people may see', () => {
  const { jpeg: sent, claim, reading, kept } = seen.neutral;
  const jpeg = bytes(sent);

  it.each(names)('is re-encoded to the same bytes in workerd as in Node: %s', async (name) => {
    const reader = await faceReaderOf(site);
    expect(await reader.reencode(bytes(seen[name].jpeg))).toEqual(bytes(seen[name].kept));
  });

  it('has the pixels that were read, whatever metadata the evidence has', async () => {
    const reader = await faceReaderOf(site);
    const dressed = withProfile(withExif(withAdobe(jpeg, 1), 6, bytes(seen.turned.jpeg)));
    expect(rounded(await reader.read(dressed, claim))).toEqual(rounded(reading));
    expect(await reader.reencode(dressed)).toEqual(bytes(kept));
  });

  it('is not made of a picture that decoders read differently by its structure', async () => {
    const reader = await faceReaderOf(site);
    for (const bent of [
      withAdobe(jpeg, 0),
      withAdobe(jpeg, 2),
      jpeg.slice(0, -2),
      Uint8Array.from([...jpeg, ...jpeg]),
    ]) {
      expect(await reader.read(bent, claim)).toBe(undefined);
      expect(await reader.reencode(bent)).toBe(undefined);
    }
  });

  it('shows what was read in a picture that decoders read differently by its coded data', async () => {
    const reader = await faceReaderOf(site);
    const blocks = Array.from({ length: 8 }, (_, row) => Array.from({ length: 8 }, () => row < 4));
    const bent = outOfRange(blocks);
    const judged = (await reader.read(bent, undefined))!.background;
    const shown = (await reader.read((await reader.reencode(bent))!, undefined))!.background;
    judged.forEach((level, n) => {
      expect(level, 'mid grey, where others see white and black').toBeGreaterThan(100);
      expect(Math.abs(shown[n]! - level)).toBeLessThan(3);
    });
  });
});

describe('a decoder that fails', () => {
  const jpeg = bytes(seen.neutral.jpeg);
  /** The offset at which the segment with this marker begins. */
  const segment = (marker: number) => jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === marker);
  const altered = (at: number, value: number) => jpeg.with(at, value);
  const unsound = [
    ['a frame of twelve bits', altered(segment(0xc0) + 4, 12)],
    ['a quantisation table by another name', altered(segment(0xdb) + 4, 3)],
    ['an impossible Huffman table', altered(segment(0xc4) + 5, 255)],
  ] as const;

  it.each(unsound)('on %s, 120 times, still lets the next picture be read correctly', async (_name, unread) => {
    const reader = await faceReaderOf(site);
    for (let n = 0; n < 120; n += 1) expect(await reader.read(unread, undefined)).toBe(undefined);
    expect(rounded(await reader.read(jpeg, seen.neutral.claim))).toEqual(rounded(seen.neutral.reading));
  });
});

describe('the models', () => {
  it('are refused if a file is missing or differs', async () => {
    await expect(fetchModel('face-detector', async () => new Response('', { status: 404 }))).rejects.toThrow('404');
    await expect(fetchModel('face-detector', async () => new Response('{}'))).rejects.toThrow('not the one');
  });
});
