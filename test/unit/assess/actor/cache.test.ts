import { expect, it } from 'vitest';
import { cached, cacheMiss } from '../../../../assess/actor/cache.ts';

const told: unknown[] = [];
cacheMiss.subscribe((what) => told.push(what));

it('tells what is made, and nothing of what is kept', async () => {
  // Nothing is kept of it, so that it is made in every run.
  await expect(cached('a film', ['never kept'], '', () => Promise.reject(new Error('torn')))).rejects.toThrow('torn');
  expect(told).toEqual(['a film']);
  const kept = () => cached('a byte', ['always kept'], '', async () => Uint8Array.of(7));
  await kept();
  told.length = 0;
  expect([...(await kept())]).toEqual([7]);
  expect(told).toEqual([]);
});
