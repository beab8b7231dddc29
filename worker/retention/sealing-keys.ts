/**
 * Each session, each case and each file of a bureau account has a key of its own. Everything personal is stored encrypted under it, so that destroying the key
 * deletes the data in every copy, backups and recovery points of the database included (docs/storage.md, decision 0018).
 */
import type { Blobs } from '../capture/blobs.ts';
import { decrypt, encrypt, keyBytes } from '../trust/cipher.ts';
import type { Random } from '../trust/random.ts';
import { deriveKey, type Purpose } from '../trust/secret.ts';

/** The keys of all sessions, of all cases, or of all files of bureau accounts, by id. */
export interface SealingKeys {
  /** @returns undefined if the key was destroyed or never made */
  load(id: string): Promise<Uint8Array | undefined>;
  /** The key, made on first use. Only the session or case itself, or the account's worker, may call it, one call at a time. */
  make(id: string): Promise<Uint8Array>;
  /** A key that does not exist is not an error. */
  destroy(id: string): Promise<void>;
}

/**
 * Keys in a store of their own, each wrapped under a key that is derived from the verifier's secret.
 *
 * @param store has no backup and no recovery points: what is deleted there is gone
 */
export function wrappedKeys(
  store: Blobs,
  secret: string,
  purpose: Extract<Purpose, `${string}-key-wrap`>,
  random: Random,
): SealingKeys {
  const wrapKey = deriveKey(secret, purpose);
  const load = async (id: string) => {
    const wrapped = await store.get(id);
    return wrapped && decrypt(wrapped, wrapKey, id);
  };
  return {
    load,

    async make(id) {
      const existing = await load(id);
      if (existing) return existing;
      const key = random(keyBytes);
      await store.put(id, encrypt(key, wrapKey, id, random));
      return key;
    },

    destroy: (id) => store.delete([id]),
  };
}
