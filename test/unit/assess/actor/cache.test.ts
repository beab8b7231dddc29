import { expect, it } from 'vitest';
import { cached, cacheMiss } from '../../../../assess/actor/cache.ts';

const misses: unknown[] = [];
cacheMiss.subscribe((what) => misses.push(what));

it('announces what is made, and not what is already in the cache', async () => {
  // Making the bytes fails, so that they are never in the cache.
  await expect(cached('a film', ['never kept'], '', () => Promise.reject(new Error('torn')))).rejects.toThrow('torn');
  expect(misses).toEqual(['a film']);
  const kept = () => cached('a byte', ['always kept'], '', async () => Uint8Array.of(7));
  await kept();
  misses.length = 0;
  expect([...(await kept())]).toEqual([7]);
  expect(misses).toEqual([]);
});
