import { concatBytes } from '@noble/hashes/utils.js';
import { Refusal } from '#protocol/refusal.ts';
import { sessionOf } from '../capture/blob-keys.ts';
import type { Blobs } from '../capture/blobs.ts';
import { decrypt, encrypt } from '../trust/cipher.ts';
import type { Random } from '../trust/random.ts';
import type { SessionKeys } from './session-keys.ts';

/** First byte of an encrypted blob. JSON and JPEG, which were stored unencrypted before 2026-12, begin with others. */
const mark = 1;

/**
 * Blobs whose content is encrypted under the key of their session. Without that key a blob cannot be stored, and a stored one
 * counts as missing.
 */
export function sealedBlobs(
  blobs: Blobs,
  keys: Pick<SessionKeys, 'load'>,
  random: Random,
  keepAlive: (work: Promise<unknown>) => void,
): Blobs {
  const keyOf = shared((session) => keys.load(session), keepAlive);
  return {
    /** @throws Refusal session-withdrawn if the session's key was destroyed */
    async put(key, content) {
      const sessionKey = await keyOf(sessionOf(key));
      if (!sessionKey) throw new Refusal('session-withdrawn');
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      await blobs.put(key, concatBytes(Uint8Array.of(mark), encrypt(bytes, sessionKey, key, random)));
    },

    async get(key) {
      const stored = await blobs.get(key);
      if (stored?.[0] !== mark) return stored;
      const sessionKey = await keyOf(sessionOf(key));
      return sessionKey && decrypt(stored.subarray(1), sessionKey, key);
    },

    delete: (blobKeys) => blobs.delete(blobKeys),
    deleteAll: (prefix) => blobs.deleteAll(prefix),
  };
}

/**
 * Calls for the same argument that overlap share one answer; no answer is kept, so that a destroyed key is not used again.
 * They may belong to several requests, so the answer is waited for even if the request that asked first is aborted.
 */
function shared<T>(
  load: (session: string) => Promise<T>,
  keepAlive: (work: Promise<unknown>) => void,
): (session: string) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (session) => {
    const others = underWay.get(session);
    if (others) return others;
    const loading = load(session).finally(() => underWay.delete(session));
    underWay.set(session, loading);
    keepAlive(loading.catch(() => undefined));
    return loading;
  };
}
