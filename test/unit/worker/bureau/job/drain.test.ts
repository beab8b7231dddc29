import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { uploadKey } from '../../../../../worker/bureau/blob-keys.ts';
import { account, World } from './world.ts';

describe('the work on an account', () => {
  it('fetches results though the bytes of a file are gone, and says that they are', async () => {
    const world = new World();
    await world.submit('a');
    world.bureau.fault = (call) => (call === 'upload' ? 'unsent' : undefined);
    await world.drain();
    await world.host.portsWith({} as never).blobs.deleteAll(uploadKey(account, 1));
    world.bureau.calls.splice(0);
    world.clock.nowMs += 3_600_000;
    await expect(world.drain()).rejects.toThrow('bytes of file 1 are missing');
    expect(world.bureau.calls).toContain('download');
  });

  it('is done by one of two workers', async () => {
    const world = new World();
    await world.submit('a');
    await Promise.all([world.drain(), world.drain(), world.drain()]);
    expect(world.bureau.calls.filter((call) => call === 'upload')).toHaveLength(1);
  });

  it('keeps its lease while a description, an upload and the question after it take as long as they may', async () => {
    const world = new World();
    const timeoutMs = 1_000;
    await world.submit('a');
    world.bureau.failNext('upload', 14);
    const fault = world.bureau.fault;
    const others: Promise<void>[] = [];
    world.bureau.fault = (call) => {
      if (call !== 'upload' && call !== 'previousUpload') return undefined;
      world.clock.nowMs += 2 * timeoutMs;
      if (call === 'previousUpload' && others.length === 0) others.push(world.drain(undefined, { timeoutMs }));
      return fault(call);
    };
    await world.drain(undefined, { timeoutMs });
    await Promise.all(others);
    expect(others).toHaveLength(1);
    expect(world.bureau.calls.filter((call) => call === 'previousUpload')).toHaveLength(1);
  });

  it('keeps the file encrypted, and deletes it with its key after 100 days', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    const key = uploadKey(account, 1);
    const { blobs, fileKeys } = world.work();
    expect(await blobs.get(key)).toBeDefined();
    expect((await world.host.portsWith({} as never).blobs.get(key))?.[0]).toBe(1);
    world.clock.nowMs += limits.bureau.keptMs - 1;
    await world.drain();
    expect(await blobs.get(key)).toBeDefined();
    world.clock.nowMs += 1;
    await world.drain();
    expect(await blobs.get(key)).toBeUndefined();
    expect(await fileKeys.load(key)).toBeUndefined();
    expect((await world.overview()).files).toMatchObject([{ state: 'deleted', sequence: 1 }]);
  });
});
