/**
 * A host that stores everything in the memory of this process. Only for tests: a verifier must keep its sessions
 * through a restart.
 */
import { policies as registry, type Policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { sandboxSecret } from '../../worker/config.ts';
import type { Ports } from '../../worker/ports.ts';
import type { Blobs } from '../../worker/capture/blobs.ts';
import type { StoredSession } from '../../worker/retention/sealed-state.ts';
import { wrappedSessionKeys } from '../../worker/retention/session-keys.ts';
import { StoredCaptureSession, type Medium } from '../../worker/retention/stored-session.ts';
import type { Sessions } from '../../worker/session/sessions.ts';
import type { Random } from '../../worker/trust/random.ts';
import type { Keys } from '../../worker/trust/ring.ts';
import { loadRing, rotateKeys, type StoredKey } from '../../worker/trust/signing-key.ts';
import { syntheticFaceReader } from '../../assess/synthetic/picture.ts';
import { formKit } from '../../tool/filing/form-kit.ts';
import type { ContractHost } from './host.ts';

interface Storage {
  readonly sessions: Map<string, StoredSession>;
  readonly alarms: Map<string, number>;
  readonly blobs: Map<string, Uint8Array>;
  readonly sessionKeys: Map<string, Uint8Array>;
  keys: readonly StoredKey[];
}

export interface MemoryHost extends ContractHost {
  /** All ports of a verifier with these policies, over this storage. */
  portsWith(policies: Policies): Ports;
}

export function createMemoryHost(): MemoryHost {
  const storage: Storage = {
    sessions: new Map(),
    alarms: new Map(),
    blobs: new Map(),
    sessionKeys: new Map(),
    keys: [],
  };
  const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
  const blobs = memoryBlobs(storage.blobs);
  const sessionKeys = wrappedSessionKeys(memoryBlobs(storage.sessionKeys), sandboxSecret, random);
  let objects = new Map<string, StoredCaptureSession>();
  const objectOf = (id: string, policies: Policies): StoredCaptureSession => {
    const medium = mediumOf(storage, id);
    const object =
      objects.get(id) ??
      new StoredCaptureSession({ medium, keys: sessionKeys, blobs, policies, random, onNotDeleted: () => {} });
    objects.set(id, object);
    return object;
  };
  const portsWith = (policies: Policies): Ports => ({
    policies,
    sessions: memorySessions((id) => objectOf(id, policies)),
    blobs,
    sessionKeys,
    keys: memoryKeys(storage),
    faceReader: async () => syntheticFaceReader,
    formKit,
    fetch: (request) => fetch(request),
    site: async () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }),
    now: () => Date.now(),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    keepAlive: () => {},
    random,
    log: () => {},
  });

  return {
    ports: portsWith(registry),
    portsWith,
    restart: async () => {
      objects = new Map();
      return portsWith(registry);
    },
    stored: async (id) => structuredClone(storage.sessions.get(id)),
    wakesAtMs: async (id) => storage.alarms.get(id),

    async store(id, state) {
      storage.sessions.set(id, structuredClone(state));
    },

    wake: (id, nowMs) => objectOf(id, registry).wake(nowMs),
  };
}

const mediumOf = ({ sessions, alarms }: Storage, id: string): Medium => ({
  read: () => structuredClone(sessions.get(id)),
  write: (stored) => void sessions.set(id, structuredClone(stored)),
  clear() {
    sessions.delete(id);
    alarms.delete(id);
  },
  wakeAt: (atMs) => void alarms.set(id, atMs),
});

/** Sessions that copy their arguments and answers, as a host does that sends them to another process. */
const memorySessions = (objectOf: (id: string) => StoredCaptureSession): Sessions => ({
  async run(id, kind, args, nowMs) {
    const sent = await Promise.resolve(structuredClone(args));
    const outcome = await objectOf(id).run(kind, sent, nowMs);
    if ('refusal' in outcome) throw new Refusal(outcome.refusal, { retryAfterMs: outcome.retryAfterMs });
    return structuredClone(outcome.answer);
  },
});

const memoryBlobs = (blobs: Map<string, Uint8Array>): Blobs => ({
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
