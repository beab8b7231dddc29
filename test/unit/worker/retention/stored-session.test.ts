/** What is in the storage of a session, and in which order it is deleted. */
import { describe, expect, it } from 'vitest';
import { policies, policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import type { StoredSession } from '../../../../worker/retention/sealed-session.ts';
import type { SealingKeys } from '../../../../worker/retention/sealing-keys.ts';
import type { Medium } from '../../../../worker/retention/sealed-object.ts';
import { StoredCaptureSession } from '../../../../worker/retention/stored-session.ts';
import { sweepMs, wakeRetryMs } from '../../../../worker/retention/wake.ts';
import { unversioned } from '../../../contract/unversioned.ts';

const startMs = 1_800_000_000_000;
const deleteAtMs = startMs + limits.session.lifetimeMs + limits.session.retentionMs;
const organiser = '示例（北京）科技有限公司';
const by = { tenant: 'one' };
const down = () => Promise.reject(new Error('down'));

/** A session over a storage that records what happens to it. */
function stage() {
  const events: string[] = [];
  const keys = new Map<string, Uint8Array>();
  let stored: StoredSession | undefined;
  let alarmMs: number | undefined;
  const medium: Medium<StoredSession> = {
    read: () => structuredClone(stored),
    write(state) {
      events.push(`write ${state.kind}`);
      stored = structuredClone(state);
    },
    clear() {
      events.push('clear');
      stored = alarmMs = undefined;
    },
    wakeAt(atMs) {
      alarmMs = atMs;
    },
  };
  const sessionKeys: SealingKeys = {
    load: async (id) => keys.get(id),
    async make(id) {
      const key = keys.get(id) ?? crypto.getRandomValues(new Uint8Array(32));
      // As in a store, another call could begin before this one has stored its key.
      await Promise.resolve();
      keys.set(id, key);
      return key;
    },
    async destroy(id) {
      events.push('destroy key');
      keys.delete(id);
    },
  };
  const options = {
    medium,
    keys: sessionKeys,
    policies,
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    deleteOutside: async () => void events.push('delete blobs'),
    onFailed: () => void events.push('not deleted'),
  };
  const { name, version } = policy;
  const lifetime = { id: 's', tenant: 'one', createdAtMs: startMs, expiresAtMs: startMs + 86_400_000, deleteAtMs };
  const creation = { ...lifetime, request: { filing: { organiser } }, policy: { name, version } };
  return {
    events,
    keys,
    options,
    creation,
    session: new StoredCaptureSession(options),
    reopened: () => new StoredCaptureSession(options),
    stored: () => stored,
    store: (state: StoredSession | undefined) => {
      stored = structuredClone(state);
    },
    alarmMs: () => alarmMs,
  };
}

async function created() {
  const all = stage();
  await all.session.run('create', all.creation, startMs);
  return all;
}

describe('a stored session', () => {
  it('has its lifetime in plain, and everything else encrypted', async () => {
    const { stored, session, reopened } = await created();
    const { content, ...header } = stored() as Extract<StoredSession, { kind: 'sealed' }>;
    expect(header).toEqual({
      kind: 'sealed',
      envelope: 1,
      id: 's',
      tenant: 'one',
      createdAtMs: startMs,
      expiresAtMs: startMs + 86_400_000,
      deleteAtMs,
    });
    expect(new TextDecoder().decode(content)).not.toContain(organiser);
    const read = await reopened().run('read', { by }, startMs);
    expect(read).toMatchObject({ answer: { request: { filing: { organiser } } } });
    expect(await session.run('read', { by }, startMs)).toEqual(read);
  });

  it('gets one key, also if it is created by several requests at once', async () => {
    const all = stage();
    const create = () => all.session.run('create', all.creation, startMs);
    const outcomes = await Promise.all([create(), create(), create()]);
    expect(outcomes.every((outcome) => 'answer' in outcome)).toBe(true);
    expect(await all.reopened().run('read', { by }, startMs)).toHaveProperty('answer');
  });

  it('makes no key and stores nothing if it was never created', async () => {
    const { session, events, keys } = stage();
    expect(await session.run('read', { by }, startMs)).toMatchObject({ refusal: 'session-unknown' });
    expect([events, keys.size]).toEqual([[], 0]);
  });

  it('that was stored in plain is encrypted when it next changes', async () => {
    const { session, store, stored } = stage();
    const { stored: plain, challengeId, endMs } = unversioned('disclosing');
    store(plain);
    const tenant = plain.tenant;
    await session.run('read', { by: { jti: 'new', jkt: (plain as { jkt: string }).jkt } }, endMs);
    expect(stored()).toMatchObject({ kind: 'sealed', id: plain.id });
    const read = await session.run('read', { by: { tenant } }, endMs);
    expect(read).toMatchObject({ answer: { challenge: { id: challengeId, stage: 'disclosing' } } });
  });

  it('keeps working if its key could not be loaded once', async () => {
    const { options, reopened } = await created();
    const load = options.keys.load;
    Object.assign(options.keys, { load: down });
    const session = reopened();
    await expect(session.run('read', { by }, startMs)).rejects.toThrow('down');
    Object.assign(options.keys, { load });
    expect(await session.run('read', { by }, startMs)).toHaveProperty('answer');
  });
});

describe('a withdrawal', () => {
  it('writes the tombstone, destroys the key, and then clears the storage before the tombstone is written again', async () => {
    const { session, events, keys, stored, alarmMs } = await created();
    events.length = 0;
    expect(await session.run('withdraw', { by }, startMs + 1)).toEqual({ answer: undefined });
    expect(events).toEqual(['write withdrawn', 'destroy key', 'clear', 'write withdrawn']);
    expect(keys.size).toBe(0);
    expect(stored()).toMatchObject({ kind: 'withdrawn' });
    expect(alarmMs()).toBe(startMs + 1 + sweepMs);
  });

  it('whose key could not be destroyed fails, refuses everything, and is completed by the next one or by the alarm', async () => {
    const complete = [
      ({ session }: Awaited<ReturnType<typeof created>>) => session.run('withdraw', { by }, startMs + 2),
      ({ session }: Awaited<ReturnType<typeof created>>) => session.wake(startMs + 1 + sweepMs),
    ];
    for (const retry of complete) {
      const all = await created();
      const { destroy } = all.options.keys;
      Object.assign(all.options.keys, { destroy: down });
      await expect(all.session.run('withdraw', { by }, startMs + 1)).rejects.toThrow('down');
      expect(await all.session.run('read', { by }, startMs + 1)).toMatchObject({ refusal: 'session-withdrawn' });
      expect(all.alarmMs()).toBe(startMs + 1 + sweepMs);
      Object.assign(all.options.keys, { destroy });
      all.events.length = 0;
      await retry(all);
      expect(all.events.filter((event) => event !== 'delete blobs')).toEqual([
        'destroy key',
        'clear',
        'write withdrawn',
      ]);
      expect(all.keys.size).toBe(0);
    }
  });

  it('cannot be undone by restoring an earlier state', async () => {
    const { session, reopened, stored, store } = await created();
    const backup = stored();
    await session.run('withdraw', { by }, startMs + 1);
    for (const restored of [session, reopened()]) {
      store(backup);
      expect(await restored.run('read', { by }, startMs + 2)).toMatchObject({ refusal: 'session-withdrawn' });
      expect(await restored.run('withdraw', { by }, startMs + 2)).toEqual({ answer: undefined });
      expect(stored()).toMatchObject({ kind: 'withdrawn', id: 's' });
    }
  });
});

describe('the alarm', () => {
  it('at the end of the retention destroys the key, then deletes the blobs, then everything', async () => {
    const { session, events, keys, stored, alarmMs } = await created();
    await session.wake(deleteAtMs - 1);
    expect([stored()?.kind, alarmMs()]).toEqual(['sealed', deleteAtMs]);
    events.length = 0;
    await session.wake(deleteAtMs);
    expect(events).toEqual(['destroy key', 'delete blobs', 'clear']);
    expect([keys.size, stored(), alarmMs()]).toEqual([0, undefined, undefined]);
  });

  it('is set again for a minute later if the blobs could not be deleted, and the session is not forgotten', async () => {
    const { session, options, events, stored, alarmMs } = await created();
    Object.assign(options, { deleteOutside: down });
    await session.wake(deleteAtMs);
    expect(events).toContain('not deleted');
    expect(stored()).toBeDefined();
    expect(alarmMs()).toBe(deleteAtMs + wakeRetryMs);
  });
});
