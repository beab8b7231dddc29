/**
 * Each session has a key of its own. Everything personal is stored encrypted under it, so that destroying the key deletes
 * the data in every copy, backups and recovery points of the database included (docs/storage.md, decision 0018).
 */
import type { Blobs } from '../capture/blobs.ts';
import { decrypt, encrypt, keyBytes } from '../trust/cipher.ts';
import type { Random } from '../trust/random.ts';
import { deriveKey } from '../trust/secret.ts';

export interface SessionKeys {
  /** @returns undefined if the key was destroyed or never made */
  load(session: string): Promise<Uint8Array | undefined>;
  /** The session's key, made on first use. Only the session itself may call it, one call at a time. */
  make(session: string): Promise<Uint8Array>;
  /** A key that does not exist is not an error. */
  destroy(session: string): Promise<void>;
}

/**
 * Keys in a store of their own, each wrapped under a key that is derived from the verifier's secret.
 *
 * @param store has no backup and no recovery points: what is deleted there is gone
 */
export function wrappedSessionKeys(store: Blobs, secret: string, random: Random): SessionKeys {
  const wrapKey = deriveKey(secret, 'session-key-wrap');
  const load = async (session: string) => {
    const wrapped = await store.get(session);
    return wrapped && decrypt(wrapped, wrapKey, session);
  };
  return {
    load,

    async make(session) {
      const existing = await load(session);
      if (existing) return existing;
      const key = random(keyBytes);
      await store.put(session, encrypt(key, wrapKey, session, random));
      return key;
    },

    destroy: (session) => store.delete([session]),
  };
}
