/**
 * A host that stores everything in the memory of this process. Only for tests: a verifier must keep its sessions
 * through a restart.
 */
import { policies as registry, type Policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { sandboxSecret } from '../../worker/config.ts';
import type { Ports } from '../../worker/ports.ts';
import { sessionPrefix } from '../../worker/capture/blob-keys.ts';
import type { Blobs } from '../../worker/capture/blobs.ts';
import type { Sessions } from '../../worker/session/sessions.ts';
import { step } from '../../worker/session/step.ts';
import { loadState, type StoredState } from '../../worker/session/stored.ts';
import { wake, wakeAtMs } from '../../worker/session/wake.ts';
import type { Keys } from '../../worker/trust/ring.ts';
import { loadRing, rotateKeys, type StoredKey } from '../../worker/trust/signing-key.ts';
import { syntheticFaceReader } from '../../assess/synthetic/picture.ts';
import type { ContractHost } from './host.ts';

interface Storage {
  readonly sessions: Map<string, StoredState>;
  readonly alarms: Map<string, number>;
  readonly blobs: Map<string, Uint8Array>;
  keys: readonly StoredKey[];
}

export interface MemoryHost extends ContractHost {
  /** All ports of a verifier with these policies, over this storage. */
  portsWith(policies: Policies): Ports;
}

export function createMemoryHost(): MemoryHost {
  const storage: Storage = { sessions: new Map(), alarms: new Map(), blobs: new Map(), keys: [] };
  const blobs = memoryBlobs(storage);
  const portsWith = (policies: Policies): Ports => ({
    policies,
    sessions: memorySessions(storage, policies),
    blobs,
    keys: memoryKeys(storage),
    faceReader: async () => syntheticFaceReader,
    site: async () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }),
    now: () => Date.now(),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    keepAlive: () => {},
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    log: () => {},
  });

  return {
    ports: portsWith(registry),
    portsWith,
    restart: async () => portsWith(registry),
    stored: async (id) => structuredClone(storage.sessions.get(id)),
    wakesAtMs: async (id) => storage.alarms.get(id),

    async store(id, state) {
      storage.sessions.set(id, structuredClone(state));
    },

    async wake(id, nowMs) {
      const before = loadState(storage.sessions.get(id));
      if (!before) return;
      const { deletesBlobs, state } = wake(before, nowMs);
      if (deletesBlobs) await blobs.deleteAll(sessionPrefix(id));
      if (state) {
        storage.sessions.set(id, state);
        storage.alarms.set(id, wakeAtMs(state));
      } else {
        storage.sessions.delete(id);
        storage.alarms.delete(id);
      }
    },
  };
}

/** Sessions that copy their arguments and answers, as a host does that sends them to another process. */
const memorySessions = ({ sessions, alarms }: Storage, policies: Policies): Sessions => ({
  async run(id, kind, args, nowMs) {
    const sent = await Promise.resolve(structuredClone(args));
    const before = loadState(sessions.get(id));
    const { state, outcome } = step(before, kind, sent, nowMs, policies);
    if (state && state !== before) {
      sessions.set(id, structuredClone(state));
      alarms.set(id, wakeAtMs(state));
    }
    if ('refusal' in outcome) throw new Refusal(outcome.refusal, { retryAfterMs: outcome.retryAfterMs });
    return structuredClone(outcome.answer);
  },
});

const memoryBlobs = ({ blobs }: Storage): Blobs => ({
  async put(key, content) {
    blobs.set(key, typeof content === 'string' ? new TextEncoder().encode(content) : content.slice());
  },

  async get(key) {
    return blobs.get(key)?.slice();
  },

  async delete(keys) {
    for (const key of keys) blobs.delete(key);
  },

  async deleteAll(prefix) {
    for (const key of blobs.keys()) if (key.startsWith(prefix)) blobs.delete(key);
  },
});

function memoryKeys(storage: Storage): Keys {
  /** One rotation at a time: two at once would each create a key. */
  let tail: Promise<readonly StoredKey[]> = Promise.resolve(storage.keys);
  return {
    async ring(nowMs) {
      tail = tail.then(async () => (storage.keys = await rotateKeys(storage.keys, sandboxSecret, nowMs)));
      return loadRing(await tail, sandboxSecret, nowMs);
    },
  };
}
