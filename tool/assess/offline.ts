/** Trials through models and appraisal, without a browser. */
import type { Ask } from '#protocol/action/action.ts';
import { asksOf, rehearse } from '../../test/actor/offline.ts';
import { presentationOf, type Part } from './cast.ts';
import type { Evidence } from './failures.ts';
import { concluded, type Trial } from './trial.ts';

/** One trial, and the pictures that were opened in it. */
export async function playOffline(part: Part): Promise<{ trial: Trial; evidence: Evidence }> {
  const { player, seed } = part;
  const { appraisal, seen } = await rehearse(player, seed);
  const trial: Trial = {
    ...presentationOf(part),
    way: 'offline',
    ...concluded(appraisal),
    ...(isCollision(part, asksOf(seed)) && { isCollision: true }),
  };
  return { trial, evidence: seen };
}

/** Whether a recording for another challenge is just what is asked. */
export function isCollision({ player, seed }: Part, asks: readonly Ask[]): boolean {
  const recorded = player.options.recorded?.(seed);
  return recorded !== undefined && JSON.stringify(recorded) === JSON.stringify(asks);
}
