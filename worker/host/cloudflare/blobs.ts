import type { Blobs } from '../../capture/blobs.ts';

/** Evidence in an R2 bucket. */
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
