import type { Blobs } from '../../capture/blobs.ts';
import { fileOf } from '../../bureau/blob-keys.ts';
import { caseOf } from '../../case/blob-keys.ts';

/** Blobs in an R2 bucket. */
export const r2Blobs = (bucket: R2Bucket): Blobs => ({
  async put(key, content) {
    await bucket.put(key, content);
  },

  async get(key) {
    const stored = await bucket.get(key);
    return stored ? new Uint8Array(await stored.arrayBuffer()) : undefined;
  },

  async delete(keys) {
    if (keys.length > 0) await bucket.delete([...keys]);
  },

  async deleteAll(prefix) {
    // A listing has at most 1000 keys, and one delete takes that many.
    const { objects, truncated } = await bucket.list({ prefix });
    if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
    if (truncated) await this.deleteAll(prefix);
  },
});

/** Blobs of sessions in one store, those of cases and of bureau accounts in another: a lifecycle rule of the sessions' bucket must not delete them. */
export function blobsByOwner(ofSessions: Blobs, ofCases: Blobs): Blobs {
  const storeOf = (key: string) => ((caseOf(key) ?? fileOf(key)) === undefined ? ofSessions : ofCases);
  return {
    put: (key, content) => storeOf(key).put(key, content),
    get: (key) => storeOf(key).get(key),
    async delete(keys) {
      const byStore = Map.groupBy(keys, storeOf);
      await Promise.all([...byStore].map(([store, own]) => store.delete(own)));
    },
    deleteAll: (prefix) => storeOf(prefix).deleteAll(prefix),
  };
}
