/**
 * Pictures of drawn people, and the readings of the verifier's face reader in Node. The tests in workerd compare with
 * them.
 */
import jpeg from 'jpeg-js';
import type { TestProject } from 'vitest/node';
import { drawnSource } from '../../assess/actor/drawn/source.ts';
import { nodeVision } from '../../assess/actor/node-vision.ts';
import type { Seen } from './readings.ts';

export default async function setup({ provide }: TestProject): Promise<void> {
  const { faceReader } = await nodeVision();
  const [mei, lan] = [drawnSource('mei'), drawnSource('lan')];
  const neutral = (await mei.frames('neutral', 1))[0]!;
  const see = async (picture: Uint8Array): Promise<Seen> => {
    const claim = (await faceReader.read(picture, undefined))!.found;
    return {
      jpeg: Buffer.from(picture).toString('base64'),
      claim,
      reading: (await faceReader.read(picture, claim))!,
      kept: Buffer.from((await faceReader.reencode(picture))!).toString('base64'),
    };
  };
  provide('seen', {
    neutral: await see(neutral),
    turned: await see((await mei.frames('turn-left', 1))[20]!),
    empty: await see((await mei.frames('absent', 1))[0]!),
    two: await see(sideBySide(neutral, (await lan.frames('neutral', 1))[0]!)),
  });
}

/** A picture of the same size with the middle half of each of two pictures. */
function sideBySide(left: Uint8Array, right: Uint8Array): Uint8Array {
  const [a, b] = [left, right].map((bytes) => jpeg.decode(bytes, { useTArray: true })) as [Decoded, Decoded];
  const { width, height } = a;
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (const [from, to] of [
      [a, 0],
      [b, width / 2],
    ] as const) {
      const start = (y * width + width / 4) * 4;
      data.set(from.data.subarray(start, start + width * 2), (y * width + to) * 4);
    }
  }
  return jpeg.encode({ data, width, height }, 90).data;
}

type Decoded = { readonly data: Uint8Array; readonly width: number; readonly height: number };
