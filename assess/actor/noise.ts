import { createHash } from 'node:crypto';
import jpeg from 'jpeg-js';
import type { Picture } from '#vision/picture.ts';
import { cachedFrames, sourceVersion } from './cache.ts';
import { createRandom } from '../synthetic/random.ts';

/** Standard deviation of each channel, on the scale of 255, as of an ordinary webcam in a lit room. Convention. */
const deviation = 3;

const version = sourceVersion(['assess/actor/noise.ts', 'assess/synthetic/random.ts']);

/** The picture with the noise of a camera sensor. */
export const noisy = (picture: Picture, random: () => number): Picture => ({
  ...picture,
  data: picture.data.map((value, at) =>
    at % 4 === 3 ? value : value + (random() + random() + random() - 1.5) * 2 * deviation,
  ),
});

/** Copies of one still, each with new sensor noise. */
export const renoised = (still: Uint8Array, frames: number, seed: number): Promise<Uint8Array[]> =>
  cachedFrames('fresh noise', [createHash('sha256').update(still).digest('hex'), frames, seed], version, () => {
    const random = createRandom(seed);
    const { data, width, height } = jpeg.decode(still, { useTArray: true });
    const picture = { data: Uint8ClampedArray.from(data), width, height };
    return Array.from({ length: frames }, () => {
      const frame = noisy(picture, random);
      return jpeg.encode({ ...frame, data: Buffer.from(frame.data.buffer) }, 90).data;
    });
  });
