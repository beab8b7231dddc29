import { describe, expect, it } from 'vitest';
import { Refusal } from '#protocol/refusal.ts';
import type { Blobs } from '../../../../worker/capture/blobs.ts';
import { keep, readKept, type Kept } from '../../../../worker/capture/keeping.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';

const kept: readonly Kept[] = [
  ['a', '{"n":1}'],
  ['b', '2'],
];

const leftOf = async (blobs: Blobs) => {
  const all = await Promise.all(kept.map(async ([key]) => ((await blobs.get(key)) ? [key] : [])));
  return all.flat();
};

describe('keep', () => {
  it('keeps blobs that the session has accepted', async () => {
    const { blobs } = createMemoryHost().ports;
    await keep(kept, blobs, async () => expect(await leftOf(blobs)).toEqual(['a', 'b']));
    expect(await readKept('a', blobs)).toEqual({ n: 1 });
  });

  it('deletes blobs that the session has refused', async () => {
    const { blobs } = createMemoryHost().ports;
    const refuse = () => Promise.reject(new Refusal('challenge-replayed'));
    await expect(keep(kept, blobs, refuse)).rejects.toMatchObject({ code: 'challenge-replayed' });
    expect(await leftOf(blobs)).toEqual([]);
  });

  it('keeps blobs if the session may have accepted them', async () => {
    const { blobs } = createMemoryHost().ports;
    await expect(keep(kept, blobs, () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
    expect(await leftOf(blobs)).toEqual(['a', 'b']);
  });

  it('deletes all blobs if one cannot be written, and does not ask the session', async () => {
    const { blobs } = createMemoryHost().ports;
    const put: Blobs['put'] = (key, content) =>
      key === 'b' ? Promise.reject(new Error('storage full')) : blobs.put(key, content);
    const take = () => expect.unreachable();
    await expect(keep(kept, { ...blobs, put }, take)).rejects.toThrow('storage full');
    expect(await leftOf(blobs)).toEqual([]);
  });
});
