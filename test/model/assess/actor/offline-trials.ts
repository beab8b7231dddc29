import { freshSeed, variations, type Player } from '../../../../assess/actor/cast.ts';
import { rehearse } from '../../../../assess/actor/offline.ts';

const first = freshSeed();

/** Seeds of one variation, so that each segment is rendered once. */
export const seeds: readonly number[] = [0, 1, 2].map((n) => first + n * variations);

/** The verdict of a trial, and the failed checks that explain it. */
export async function account(player: Player, seed: number) {
  const { verdict, checks } = (await rehearse(player, seed)).appraisal;
  const failed = checks.filter(({ passed }) => !passed).map(({ name, measured }) => ({ name, measured }));
  return { seed, verdict, failed };
}
