import { freshSeed, variations, type Player } from '../../../../assess/actor/cast.ts';
import { rehearse } from '../../../../assess/actor/offline.ts';

const first = freshSeed();

/** All of one variation, so that each segment is rendered once. */
export const seeds: readonly number[] = [0, 1, 2].map((n) => first + n * variations);

/** How a trial ended, and enough to see why. */
export async function account(player: Player, seed: number) {
  const { verdict, checks } = (await rehearse(player, seed)).appraisal;
  const failed = checks.filter(({ passed }) => !passed).map(({ name, measured }) => ({ name, measured }));
  return { seed, verdict, failed };
}
