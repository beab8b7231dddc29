import { concatBytes } from '@noble/hashes/utils.js';
import { Refusal } from '#protocol/refusal.ts';
import { sessionOf } from '../capture/blob-keys.ts';
import type { Blobs } from '../capture/blobs.ts';
import { fileOf } from '../bureau/blob-keys.ts';
import { caseOf } from '../case/blob-keys.ts';
import { decrypt, encrypt } from '../trust/cipher.ts';
import type { Random } from '../trust/random.ts';
import type { SealingKeys } from './sealing-keys.ts';

/** First byte of an encrypted blob. JSON and JPEG, which were stored unencrypted before 2026-12, begin with others. */
const mark = 1;

/** Whose key encrypts a blob. */
interface Owner {
  readonly kind: 'session' | 'case' | 'file';
  readonly id: string;
}

function ownerOf(blobKey: string): Owner {
  const id = caseOf(blobKey);
  if (id !== undefined) return { kind: 'case', id };
  const file = fileOf(blobKey);
  return file === undefined ? { kind: 'session', id: sessionOf(blobKey) } : { kind: 'file', id: file };
}

/**
 * Blobs whose content is encrypted under the key of their session, case or bureau file. Without that key a blob cannot be stored, and a stored
 * one counts as missing.
 */
export function sealedBlobs(
  blobs: Blobs,
  keys: Readonly<Record<Owner['kind'], Pick<SealingKeys, 'load'>>>,
  random: Random,
  keepAlive: (work: Promise<unknown>) => void,
): Blobs {
  const keyOf = shared(({ kind, id }) => keys[kind].load(id), keepAlive);
  return {
    /** @throws Refusal session-withdrawn, case-withdrawn if the key was destroyed; Error for a bureau file that has no key */
    async put(blobKey, content) {
      const owner = ownerOf(blobKey);
      const key = await keyOf(owner);
      if (!key && owner.kind === 'file') throw new Error('the bureau file has no key');
      if (!key) throw new Refusal(owner.kind === 'case' ? 'case-withdrawn' : 'session-withdrawn');
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      await blobs.put(blobKey, concatBytes(Uint8Array.of(mark), encrypt(bytes, key, blobKey, random)));
    },

    async get(blobKey) {
      const stored = await blobs.get(blobKey);
      if (stored?.[0] !== mark) return stored;
      const key = await keyOf(ownerOf(blobKey));
      return key && decrypt(stored.subarray(1), key, blobKey);
    },

    delete: (blobKeys) => blobs.delete(blobKeys),
    deleteAll: (prefix) => blobs.deleteAll(prefix),
  };
}

/**
 * Calls for the same owner that overlap share one answer; no answer is kept, so that a destroyed key is not used again.
 * They may belong to several requests, so the answer is waited for even if the request that asked first is aborted.
 */
function shared<T>(
  load: (owner: Owner) => Promise<T>,
  keepAlive: (work: Promise<unknown>) => void,
): (owner: Owner) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (owner) => {
    const name = `${owner.kind} ${owner.id}`;
    const others = underWay.get(name);
    if (others) return others;
    const loading = load(owner).finally(() => underWay.delete(name));
    underWay.set(name, loading);
    keepAlive(loading.catch(() => undefined));
    return loading;
  };
}
