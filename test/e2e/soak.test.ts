/** A small run of `npm run soak`. */
import { expect, it } from 'vitest';
import { soak } from '../../tool/soak/run.ts';

it('cases whose worker is killed ten times lose nothing, and do nothing twice', async () => {
  const { findings, ended, counts } = await soak({ cases: 4, atOnce: 4, kills: 10, seed: 16, say: () => {} });
  expect(findings).toEqual([]);
  expect(ended).toHaveLength(10);
  expect(counts['cases']).toBeGreaterThanOrEqual(4);
});
