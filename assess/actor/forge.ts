/** Forged traces: the records do not come from the pictures that are sent with them. */
import type { Slot } from '#protocol/policy/schedule.ts';
import type { TracedFace } from '#protocol/measure/landmark.ts';
import { faceBox } from '#protocol/measure/face-box.ts';
import { neutralPose, syntheticFace } from '../synthetic/face.ts';
import { perform } from '../synthetic/performance.ts';
import type { Shot } from '../synthetic/picture.ts';
import { play, type ShotReel } from './play.ts';
import { createRandom } from '../synthetic/random.ts';

/** The shots that an attacker who writes the trace sends for these windows. */
export type Forge = (reel: ShotReel, slots: readonly Slot[], seed: number) => Shot[];

const stills = (reel: ShotReel, slots: readonly Slot[], seed: number) => play(reel, slots, { loop: ['neutral'], seed });

/** The trace of a person who does what is asked, over pictures of the same person's neutral face. */
export const overNeutral: Forge = (reel, slots, seed) => {
  const pictures = stills(reel, slots, seed);
  return play(reel, slots, { seed }).map(({ record }, n) => ({ record, jpeg: pictures[n % pictures.length]!.jpeg }));
};

/** The trace of a person who does what is asked, over pictures of the same person doing something else. */
export const overOtherActions: Forge = (reel, slots, seed) => {
  const pictures = play(reel, slots, { contrary: true, seed });
  return play(reel, slots, { seed }).map(({ record }, n) => ({ record, jpeg: pictures[n % pictures.length]!.jpeg }));
};

/**
 * Pictures of a neutral face. The landmarks that the models found are moved by geometry, as the actions would move
 * them.
 */
export const drawnLandmarks: Forge = (reel, slots, seed) => {
  const random = createRandom(seed);
  const reactionsMs = slots.map(() => 300 + random() * 600);
  const performance = perform(slots, (n) => reactionsMs[n]!);
  const still = syntheticFace(neutralPose);
  return stills(reel, slots, seed).map(({ record, jpeg }) => {
    if (!record.face) return { record, jpeg };
    const posed = syntheticFace(performance(record.atMs));
    return { record: { ...record, face: shifted(record.face, still, posed) }, jpeg };
  });
};

/** Moves the points of a face as the points of another face move between two poses. */
function shifted(face: TracedFace, from: TracedFace, to: TracedFace): TracedFace {
  const scale = faceBox(face).widthPx / faceBox(from).widthPx;
  return face.map(({ x, y }, n) => ({
    x: x + (to[n]!.x - from[n]!.x) * scale,
    y: y + (to[n]!.y - from[n]!.y) * scale,
  }));
}
