import { DurableObject, waitUntil } from 'cloudflare:workers';
import { callTwice } from './retry.ts';
import { ringCacheMs } from '../../trust/keyring.ts';
import type { Keys, Ring } from '../../trust/ring.ts';
import { loadRing, rotateKeys, type StoredKey } from '../../trust/signing-key.ts';

const keysKey = 'keys';

/** The verifier's signing keys. One object for the whole deployment. */
export class KeyRing extends DurableObject<{ readonly BEIHE_SECRET: string }> {
  /** The keys to sign and verify with now, their private parts wrapped; creates the next one when it is due. */
  async current(nowMs: number): Promise<readonly StoredKey[]> {
    // Creating a key is asynchronous: without the block, two callers could each create one.
    return this.ctx.blockConcurrencyWhile(async () => {
      const { kv } = this.ctx.storage;
      const stored = kv.get<StoredKey[]>(keysKey) ?? [];
      const keys = await rotateKeys(stored, this.env.BEIHE_SECRET, nowMs);
      if (keys !== stored) kv.put(keysKey, keys);
      return keys;
    });
  }
}

/** The ring, read from its Durable Object and cached by this isolate for a minute. */
export function durableKeys(keyRing: DurableObjectNamespace<KeyRing>, secret: string): Keys {
  let cached: { readonly ring: Promise<Ring>; readonly readAtMs: number } | undefined;
  const read = async (nowMs: number): Promise<Ring> =>
    loadRing(await callTwice(() => keyRing.getByName('ring').current(nowMs)), secret, nowMs);

  return {
    ring(nowMs) {
      if (cached && Math.abs(nowMs - cached.readAtMs) < ringCacheMs) return cached.ring;
      const ring = read(nowMs);
      cached = { ring, readAtMs: nowMs };
      // Several requests share it, so it must finish even if the one that started it is aborted. A failed read is not cached.
      waitUntil(ring.catch(() => (cached = undefined)));
      return ring;
    },
  };
}
