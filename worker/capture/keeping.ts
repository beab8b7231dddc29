import { Refusal } from '#protocol/refusal.ts';
import type { Blobs } from './blobs.ts';

/** The parsed content of a JSON blob. @throws Error if it is missing, since the blobs of a concluded challenge must exist */
export async function readKept(key: string, blobs: Blobs): Promise<unknown> {
  const stored = await blobs.get(key);
  if (!stored) throw new Error(`${key.split('/').at(-1)} is missing`);
  return JSON.parse(new TextDecoder().decode(stored));
}

/** A blob to store, with its key. */
export type Kept = readonly [key: string, content: Uint8Array | string];

/**
 * Stores blobs and then records them in the session. If a blob cannot be stored, or the session refuses, all of them are
 * deleted again.
 *
 * @param take records the blobs in the session. After an error other than a `Refusal` they may have been recorded, so they
 *   are deleted only with the session
 */
export async function keep(kept: readonly Kept[], blobs: Blobs, take: () => Promise<unknown>): Promise<void> {
  const keys = kept.map(([key]) => key);
  const puts = await Promise.allSettled(kept.map(([key, content]) => blobs.put(key, content)));
  const failed = puts.find((put) => put.status === 'rejected');
  if (failed) {
    await blobs.delete(keys);
    throw failed.reason;
  }
  try {
    await take();
  } catch (error) {
    if (error instanceof Refusal) await blobs.delete(keys);
    throw error;
  }
}
