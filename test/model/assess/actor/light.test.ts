/** The light on drawn faces of the darkest tones, as the verifier reads it, and what bad light makes of it. */
import { describe, expect, it } from 'vitest';
import type { FacialLight } from '#protocol/measure/facial-light.ts';
import { luma } from '#protocol/measure/luma.ts';
import { policy } from '#protocol/policy/registry.ts';
import { facialLight } from '#vision/facial-light.ts';
import { inMemory, type Picture } from '#vision/picture.ts';
import { nodeVision } from '../../../../assess/actor/node-vision.ts';
import { persons } from '../../../../assess/actor/people.ts';
import { createRandom } from '../../../../assess/synthetic/random.ts';
import { keeps } from '../../../../worker/appraisal/check/check.ts';
import { lightEnough } from '../../../../worker/appraisal/check/light-enough.ts';

const darkest = persons.filter(({ material, tone }) => material === 'drawn-faces' && tone === '10');

type Change = (level: number, random: () => number) => number;

const changed = (picture: Picture, change: Change): Picture => {
  const random = createRandom(1);
  return { ...picture, data: picture.data.map((level, at) => (at % 4 === 3 ? level : change(level, random))) };
};

/** The picture at a multiple of its exposure. */
const exposed =
  (times: number): Change =>
  (level) =>
    255 * ((level / 255) ** 2.2 * times) ** (1 / 2.2);

const noisy =
  (deviation: number): Change =>
  (level, random) =>
    level + deviation * 2 * (random() + random() + random() - 1.5);

const still = async (name: string) => {
  const { decode } = await nodeVision();
  const { source } = persons.find((each) => each.name === name)!;
  return decode((await source.frames('pause', 1))[0]!);
};

/** What the verifier reads in a picture, at the place where `clear` shows the face. */
const read = async (picture: Picture, clear = picture) => {
  const { faceReader, encode } = await nodeVision();
  const claim = (await faceReader.read(await encode(clear), undefined))!.found;
  return (await faceReader.read(await encode(picture), claim))!;
};

/** The causes that the check would name. */
const faultsOf = (light: FacialLight) =>
  lightEnough
    .bounds(policy)
    .flatMap((bound) => (keeps(light[bound.of as keyof FacialLight], bound) ? [] : bound.cause));

describe('the light on a face', () => {
  it('is tried on the darkest tone in every light', () => {
    expect(darkest.map(({ light }) => light).toSorted()).toEqual(['dim', 'even', 'side']);
  });

  it.each(darkest.map(({ name, light }) => [name, light]))(
    'is enough for %s: the darkest tone, %s light',
    async (name) => {
      const reading = await read(await still(name));
      // Brightness alone would say that it is dark.
      expect(luma(reading.skin!)).toBeLessThan(75);
      expect(faultsOf(reading.light!)).toEqual([]);
    },
  );

  it.each([
    ['in the dark', 'hong', exposed(0.02), 'too-dark'],
    ['in the dark', 'mei', exposed(0.01), 'too-dark'],
    ['in noise', 'hong', noisy(40), 'too-dark'],
    ['in noise', 'mei', noisy(80), 'too-dark'],
    ['in glaring light', 'mei', exposed(8), 'too-bright'],
  ] as const)('is not enough %s for %s', async (_, name, change, fault) => {
    const clear = await still(name);
    const { light } = await read(changed(clear, change), clear);
    expect(faultsOf(light!)).toContain(fault);
  });

  it.each([0, 10, 20])(
    'is measured alike by the widget and, from the JPEG, by the verifier, at noise of %d',
    async (deviation) => {
      const picture = changed(await still('mei'), noisy(deviation));
      const { found, light } = await read(picture);
      const own = facialLight(inMemory(picture), found!)!;
      expect(light!.contrast / own.contrast).toBeGreaterThan(0.9);
      expect(light!.contrast / own.contrast).toBeLessThan(1.1);
      expect(Math.abs(light!.noise - own.noise)).toBeLessThan(0.02);
      expect(light!.clipped).toBeCloseTo(own.clipped, 1);
    },
  );
});
