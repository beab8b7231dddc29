/** The verifier's eyes in workerd, against the same under Node. */
import { env } from 'cloudflare:workers';
import { describe, expect, inject, it } from 'vitest';
import { eyesOf } from '../../worker/host/cloudflare/eyes.ts';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import { fetchModel } from '../../worker/vision/model-files.ts';
import type { Look } from '../../worker/look.ts';
import type { PictureName } from './seen.ts';

const { site } = portsOf(env);
const seen = inject('seen');
const names: readonly PictureName[] = ['rest', 'turned', 'empty', 'two'];
const bytes = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** To a millionth of a pixel: two versions of V8 round sines and cosines differently in the last place. */
const rounded = (look: Look | undefined): unknown =>
  JSON.parse(JSON.stringify(look, (_, value) => (typeof value === 'number' ? Number(value.toFixed(6)) : value)));

describe('the verifier’s eyes', () => {
  it.each(names)('see in workerd what they see under Node: %s', async (name) => {
    const eyes = await eyesOf(site);
    const { jpeg, claim, look } = seen[name];
    expect(rounded(await eyes.look(bytes(jpeg), claim))).toEqual(rounded(look));
  });

  it('count faces', () => {
    expect([seen.rest, seen.turned, seen.empty, seen.two].map(({ look }) => look.faces)).toEqual([1, 1, 0, 2]);
    expect(seen.empty.look).toMatchObject({ found: undefined, face: undefined, skin: undefined });
  });

  it('see the same again, whatever they saw in between, also asked for many at once', async () => {
    const eyes = await eyesOf(site);
    const shown: readonly PictureName[] = ['rest', 'turned', 'empty', 'rest', 'two', 'rest'];
    const looks = await Promise.all(shown.map((name) => eyes.look(bytes(seen[name].jpeg), seen[name].claim)));
    expect(looks.map(rounded)).toEqual(shown.map((name) => rounded(seen[name].look)));
  });

  it('see no face where one is claimed and none is, and the face that is there beside a claim of another', async () => {
    const eyes = await eyesOf(site);
    const claim = seen.rest.claim;
    expect(await eyes.look(bytes(seen.empty.jpeg), claim)).toMatchObject({ found: undefined, face: undefined });
    const aside = claim!.map(({ x, y }) => ({ x: x - 300, y }));
    expect(await eyes.look(bytes(seen.rest.jpeg), aside)).toMatchObject({ face: undefined, faces: 1 });
  });

  it('see nothing in what is no picture, or only a part of one', async () => {
    const eyes = await eyesOf(site);
    expect(await eyes.look(new Uint8Array(100), undefined)).toBe(undefined);
    expect(await eyes.look(new Uint8Array(0), undefined)).toBe(undefined);
    expect(await eyes.look(bytes(seen.rest.jpeg).slice(0, 200), undefined)).toBe(undefined);
  });
});

describe('a decoder that gives up', () => {
  const jpeg = bytes(seen.rest.jpeg);
  /** Where a segment of this marker begins. */
  const segment = (marker: number) => jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === marker);
  const altered = (at: number, value: number) => jpeg.with(at, value);
  const unsound = [
    ['a frame of twelve bits', altered(segment(0xc0) + 4, 12)],
    ['a quantisation table by another name', altered(segment(0xdb) + 4, 3)],
    ['a Huffman table that cannot be', altered(segment(0xc4) + 5, 255)],
  ] as const;

  it.each(unsound)('on %s, a hundred and twenty times, sees the next picture as ever', async (_name, unread) => {
    const eyes = await eyesOf(site);
    for (let n = 0; n < 120; n += 1) expect(await eyes.look(unread, undefined)).toBe(undefined);
    expect(rounded(await eyes.look(jpeg, seen.rest.claim))).toEqual(rounded(seen.rest.look));
  });
});

describe('the models', () => {
  it('are refused where a file is missing or is another one', async () => {
    await expect(fetchModel('face-detector', async () => new Response('', { status: 404 }))).rejects.toThrow('404');
    await expect(fetchModel('face-detector', async () => new Response('{}'))).rejects.toThrow('not the one');
  });
});
