/** Three trials of everybody, without a browser, with seeds that differ from run to run. `npm run assess` plays many. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { attacks, freshSeed, isHere, people, variations } from '../../../../assess/actor/cast.ts';
import { asksOf, rehearse } from '../../../../assess/actor/offline.ts';

const first = freshSeed();
/** All in one way of doing each segment: others would have to be drawn first. */
const seeds = [0, 1, 2].map((n) => first + n * variations);

/** Enough to see what went wrong with a seed. */
const account = ({ appraisal: { verdict, checks } }: Awaited<ReturnType<typeof rehearse>>) => ({
  verdict,
  failed: checks.filter(({ passed }) => !passed).map(({ name, measured }) => ({ name, measured })),
});

/** Rendering a photo takes most of a minute: one of them here. */
const names = ['drawn lan', 'drawn shi', 'drawn mei', 'drawn bo', 'puppet collins_1'];

describe('people, offline', () => {
  for (const player of people.filter(({ name }) => names.includes(name))) {
    it.skipIf(!isHere(player))(
      `${player.name} is bona fide in at least two of three trials, and never an attack`,
      async () => {
        const accounts = [];
        for (const seed of seeds) accounts.push({ seed, ...account(await rehearse(player, seed)) });
        expect(accounts.filter(({ verdict }) => verdict === 'attack')).toEqual([]);
        expect(accounts.filter(({ verdict }) => verdict !== 'bona-fide').length, JSON.stringify(accounts)).toBeLessThan(
          2,
        );
      },
    );
  }
});

describe('attacks, offline', () => {
  for (const player of attacks.filter(({ isBeyond }) => !isBeyond)) {
    it.skipIf(!isHere(player))(`${player.species} is not accepted`, async () => {
      for (const seed of seeds) {
        if (isDeepStrictEqual(player.options.recorded?.(seed), asksOf(seed))) continue; // a lucky recording
        const { verdict } = account(await rehearse(player, seed));
        expect({ seed, verdict }).not.toMatchObject({ verdict: 'bona-fide' });
      }
    });
  }

  it.each(attacks.filter(({ forge }) => forge))('$species is an attack, by what its pictures show', async (player) => {
    for (const seed of seeds) {
      const { verdict, failed } = account(await rehearse(player, seed));
      expect({ seed, verdict }).toEqual({ seed, verdict: 'attack' });
      expect(failed.map(({ name }) => name)).toContain('pictures-agree');
    }
  });
});
