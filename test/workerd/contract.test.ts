/** Runs the contract suites on Durable Objects, R2, D1 and the key ring; test/unit runs them on an in-memory host. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { evictAllDurableObjects, runInDurableObject } from 'cloudflare:test';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import { describeAccounts } from '../contract/accounts.ts';
import { describeBlobs } from '../contract/blobs.ts';
import { describeCaseIndex } from '../contract/case-index.ts';
import { describeCases } from '../contract/cases.ts';
import { describeFeeds } from '../contract/feeds.ts';
import type { ContractHost, HostObjects } from '../contract/host.ts';
import { describeKeys } from '../contract/keys.ts';
import { describePersons } from '../contract/persons.ts';
import { describeSessions } from '../contract/sessions.ts';

/** A Durable Object that is woken. */
type Woken = Rpc.DurableObjectBranded & { wake(nowMs: number): Promise<void> };

const objectsOf = <Stored>(namespace: DurableObjectNamespace<Woken>): HostObjects<Stored> => ({
  stored: (id) => runInDurableObject(namespace.getByName(id), (_, { storage }) => storage.kv.get<Stored>('state')),
  store: (id, state) => runInDurableObject(namespace.getByName(id), (_, { storage }) => storage.kv.put('state', state)),
  wakesAtMs: async (id) =>
    (await runInDurableObject(namespace.getByName(id), (_, { storage }) => storage.getAlarm())) ?? undefined,
  wake: (id, nowMs) => runInDurableObject(namespace.getByName(id), (object) => object.wake(nowMs)),
});

const host: ContractHost = {
  ports: portsOf(env),
  sessions: objectsOf(env.SESSIONS),
  cases: {
    ...objectsOf(env.CASES),
    wakeWith: (id, nowMs, resume) =>
      runInDurableObject(env.CASES.getByName(id), async (object) => {
        Object.assign(object, { resume });
        await object.wake(nowMs);
        Reflect.deleteProperty(object, 'resume');
      }),
  },
  accounts: {
    wakesAtMs: async (name) =>
      (await runInDurableObject(env.ACCOUNTS.getByName(name), (_, { storage }) => storage.getAlarm())) ?? undefined,
    wakeWith: (name, nowMs, drain) =>
      runInDurableObject(env.ACCOUNTS.getByName(name), async (object) => {
        Object.assign(object, { drain });
        await object.wake(nowMs);
        Reflect.deleteProperty(object, 'drain');
      }),
  },
  persons: objectsOf(env.PERSONS),
  feeds: {
    ...objectsOf<never>(env.FEEDS),
    wakeWith: (tenant, nowMs, deliver) =>
      runInDurableObject(env.FEEDS.getByName(tenant), async (object) => {
        Object.assign(object, { deliver });
        await object.wake(nowMs);
        Reflect.deleteProperty(object, 'deliver');
      }),
  },
  restart: async () => {
    await evictAllDurableObjects();
    return portsOf(env);
  },
};

describeSessions(host);
describeCases(host);
describeAccounts(host);
describeCaseIndex(host);
describePersons(host);
describeFeeds(host);
describeBlobs(host);
describeKeys(host);

describe('the buckets', () => {
  it('keep cases apart from sessions, because a lifecycle rule of the sessions’ bucket must not delete a case', async () => {
    const { blobs } = host.ports;
    const [session, filingCase] = ['one/c/frame-1.jpg', 'cases/one/picture-1.jpg'];
    await blobs.put(session, 'of a session');
    await blobs.put(filingCase, 'of a case');
    const there = async () =>
      Promise.all(
        [env.EVIDENCE, env.CASE_FILES].flatMap((bucket) =>
          [session, filingCase].map(async (key) => (await bucket.head(key)) !== null),
        ),
      );
    expect(await there()).toEqual([true, false, false, true]);
    expect(new TextDecoder().decode(await blobs.get(filingCase))).toBe('of a case');
    await blobs.delete([session, filingCase]);
    expect(await there()).toEqual([false, false, false, false]);
  });
});
