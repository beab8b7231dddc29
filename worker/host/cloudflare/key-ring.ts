import { DurableObject, waitUntil } from 'cloudflare:workers';
import { planRotation, ringCacheMs } from '../../trust/keyring.ts';
import type { Keys, Ring } from '../../trust/ring.ts';
import { createKey, loadRing, type StoredKey } from '../../trust/signing-key.ts';

const keysKey = 'keys';

/** The verifier's signing keys. One object for the whole deployment. */
export class KeyRing extends DurableObject<{ readonly BEIHE_SECRET: string }> {
  /** The keys to sign and verify with now, their private parts wrapped; makes the next one when it is due. */
  async current(nowMs: number): Promise<StoredKey[]> {
    // Making a key takes awaits: without the block two callers would each make one.
    return this.ctx.blockConcurrencyWhile(async () => {
      const { kv } = this.ctx.storage;
      const stored = kv.get<StoredKey[]>(keysKey) ?? [];
      const { kept, nextSignsFromMs } = planRotation(stored, nowMs);
      const next = nextSignsFromMs === undefined ? [] : [await createKey(nextSignsFromMs, this.env.BEIHE_SECRET)];
      const keys = [...kept, ...next];
      if (next.length > 0 || kept.length < stored.length) kv.put(keysKey, keys);
      return keys;
    });
  }
}

/** The ring, read from its Durable Object and kept by this isolate for a minute. */
export function durableKeys(keyRing: DurableObjectNamespace<KeyRing>, secret: string): Keys {
  let cached: { readonly ring: Promise<Ring>; readonly readAtMs: number } | undefined;
  const read = async (nowMs: number): Promise<Ring> =>
    loadRing(await keyRing.getByName('ring').current(nowMs), secret, nowMs);

  return {
    ring(nowMs) {
      if (cached && Math.abs(nowMs - cached.readAtMs) < ringCacheMs) return cached.ring;
      const ring = read(nowMs);
      cached = { ring, readAtMs: nowMs };
      // Others wait for it, too: it goes on though the request that began it is broken off. A failed read is not kept.
      waitUntil(ring.catch(() => (cached = undefined)));
      return ring;
    },
  };
}
