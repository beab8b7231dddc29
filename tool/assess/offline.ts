/** Trials through models and appraisal, without a browser. */
import type { Ask } from '#protocol/action/action.ts';
import { asksOf, rehearse } from '../../test/actor/offline.ts';
import { presentationOf, type Part } from './cast.ts';
import type { SeenFrame } from '../../worker/capture.ts';
import { concluded, isFailure, type Trial } from '../../assess/trial.ts';

export async function playOffline(part: Part): Promise<Trial> {
  const { player, seed } = part;
  const { appraisal, seen } = await rehearse(player, seed);
  return withPictures(
    {
      ...presentationOf(part),
      way: 'offline',
      ...concluded(appraisal),
      ...(isCollision(part, asksOf(seed)) && { isCollision: true }),
    },
    seen,
  );
}

/** The trial, with what the verifier looked at if it failed. */
export function withPictures(trial: Trial, seen: readonly SeenFrame[]): Trial {
  if (!isFailure(trial)) return trial;
  const pictures = seen.flatMap(({ index, jpeg }) =>
    jpeg ? [{ index, jpeg: Buffer.from(jpeg).toString('base64') }] : [],
  );
  return { ...trial, pictures };
}

/** Whether a recording for another challenge is just what is asked. */
export function isCollision({ player, seed }: Part, asks: readonly Ask[]): boolean {
  const recorded = player.options.recorded?.(seed);
  return recorded !== undefined && JSON.stringify(recorded) === JSON.stringify(asks);
}
