/**
 * Three trials of each person, without a browser, with seeds that differ from run to run. `npm run assess` plays many.
 */
import { expect, it } from 'vitest';
import { isHere, people } from '../../../../assess/actor/cast.ts';
import { account, seeds } from './offline-trials.ts';

/**
 * Two drawn faces and one photo, because each takes most of a minute to render. The last two are also those that the attacks
 * show; another process renders them for its test at the same time.
 */
const names = ['drawn bo', 'drawn lan', 'puppet collins_1'];

for (const player of names.map((name) => people.find((person) => person.name === name)!)) {
  it.skipIf(!isHere(player))(
    `${player.name} is bona fide in at least two of three trials, and never an attack`,
    async () => {
      const accounts = [];
      for (const seed of seeds) accounts.push(await account(player, seed));
      expect(accounts.filter(({ verdict }) => verdict === 'attack')).toEqual([]);
      expect(accounts.filter(({ verdict }) => verdict !== 'bona-fide').length, JSON.stringify(accounts)).toBeLessThan(
        2,
      );
    },
  );
}
