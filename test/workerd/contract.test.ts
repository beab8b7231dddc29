/** Runs the contract suite on Durable Objects, R2 and the key ring; test/unit runs it on an in-memory host. */
import { env } from 'cloudflare:workers';
import { evictAllDurableObjects, runInDurableObject } from 'cloudflare:test';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import type { StoredSession } from '../../worker/retention/sealed-state.ts';
import { describeBlobs } from '../contract/blobs.ts';
import type { ContractHost } from '../contract/host.ts';
import { describeKeys } from '../contract/keys.ts';
import { describeSessions } from '../contract/sessions.ts';

const objectOf = (id: string) => env.SESSIONS.getByName(id);

const host: ContractHost = {
  ports: portsOf(env),
  restart: async () => {
    await evictAllDurableObjects();
    return portsOf(env);
  },
  stored: (id) => runInDurableObject(objectOf(id), (_, { storage }) => storage.kv.get<StoredSession>('state')),
  store: (id, state) => runInDurableObject(objectOf(id), (_, { storage }) => storage.kv.put('state', state)),
  wakesAtMs: async (id) =>
    (await runInDurableObject(objectOf(id), (_, { storage }) => storage.getAlarm())) ?? undefined,
  wake: (id, nowMs) => runInDurableObject(objectOf(id), (session) => session.wake(nowMs)),
};

describeSessions(host);
describeBlobs(host);
describeKeys(host);
