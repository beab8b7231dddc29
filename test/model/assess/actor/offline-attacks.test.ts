/**
 * A trial of each attack, without a browser, with seeds that differ from run to run. `npm run assess` plays many.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { attacks, isHere } from '../../../../assess/actor/cast.ts';
import { asksOf } from '../../../../assess/actor/offline.ts';
import { account, seeds } from './offline-trials.ts';

for (const player of attacks.filter(({ isBeyond }) => !isBeyond)) {
  it.skipIf(!isHere(player))(`${player.species} is not accepted`, async () => {
    // A recording that happens to answer the challenge may pass, so the first seed is taken where it does not.
    const seed = seeds.find((each) => !isDeepStrictEqual(player.options.recorded?.(each), asksOf(each)))!;
    const { verdict, failed } = await account(player, seed);
    expect({ seed, verdict }).not.toMatchObject({ verdict: 'bona-fide' });
    if (!player.forge) return;
    // An attack only where the difference is beyond what any person reached (decision 0034); some forged nods are not.
    expect({ seed, failed: failed.map(({ name }) => name) }).toMatchObject({
      seed,
      failed: expect.arrayContaining(['pictures-agree']),
    });
  });
}
