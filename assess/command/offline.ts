/** Plays trials through the models and the appraisal, without a browser. */
import type { Ask } from '#protocol/action/action.ts';
import { nodeVision } from '../actor/node-vision.ts';
import { asksOf, rehearse } from '../actor/offline.ts';
import { presentationOf, type PlannedTrial } from './planned-trials.ts';
import type { SeenFrame } from '../../worker/capture/capture.ts';
import { judgedPictures, withPictures } from '../report/pictures.ts';
import { conclusionOf, type Picture, type Trial } from '../count/trial.ts';

export async function playOffline(planned: PlannedTrial): Promise<Trial> {
  const { player, seed, policy } = planned;
  const { appraisal, seen } = await rehearse(player, seed, planned);
  return withPictures(
    {
      ...presentationOf(planned),
      way: 'offline',
      ...conclusionOf(appraisal),
      ...(isCollision(planned, asksOf(seed, policy)) && { isCollision: true }),
    },
    () => picturesOfSeen(seen),
  );
}

/** Revealed frames in the form in which a trial stores them. */
export async function picturesOfSeen(seen: readonly SeenFrame[]): Promise<Picture[]> {
  const { faceReader } = await nodeVision();
  return judgedPictures(seen, faceReader.reencode);
}

/** Whether the player's recording for another challenge happens to answer `asks`. */
export function isCollision({ player, seed }: PlannedTrial, asks: readonly Ask[]): boolean {
  const recorded = player.options.recorded?.(seed);
  return recorded !== undefined && JSON.stringify(recorded) === JSON.stringify(asks);
}
