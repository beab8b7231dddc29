/** Trials through models and appraisal, without a browser. */
import type { Ask } from '#protocol/action/action.ts';
import { asksOf, rehearse } from '../actor/offline.ts';
import { presentationOf, type PlannedTrial } from './planned-trials.ts';
import type { SeenFrame } from '../../worker/capture/capture.ts';
import { withPictures } from '../report/pictures.ts';
import { concluded, type Picture, type Trial } from '../count/trial.ts';

export async function playOffline(part: PlannedTrial): Promise<Trial> {
  const { player, seed } = part;
  const { appraisal, seen } = await rehearse(player, seed);
  return withPictures(
    {
      ...presentationOf(part),
      way: 'offline',
      ...concluded(appraisal),
      ...(isCollision(part, asksOf(seed)) && { isCollision: true }),
    },
    async () => encoded(seen),
  );
}

/** Opened frames as a trial keeps them. */
export const encoded = (seen: readonly SeenFrame[]): Picture[] =>
  seen.flatMap(({ index, jpeg }) => (jpeg ? [{ index, jpeg: Buffer.from(jpeg).toString('base64') }] : []));

/** Whether a recording for another challenge is just what is asked. */
export function isCollision({ player, seed }: PlannedTrial, asks: readonly Ask[]): boolean {
  const recorded = player.options.recorded?.(seed);
  return recorded !== undefined && JSON.stringify(recorded) === JSON.stringify(asks);
}
