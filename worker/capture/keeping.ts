import { Refusal } from '#protocol/refusal.ts';
import type { Blobs } from './blobs.ts';

/** A blob that holds JSON, parsed. @throws Error if there is none: blobs of a concluded challenge are kept */
export async function readKept(key: string, blobs: Blobs): Promise<unknown> {
  const stored = await blobs.get(key);
  if (!stored) throw new Error(`${key.split('/').at(-1)} is missing`);
  return JSON.parse(new TextDecoder().decode(stored));
}

/** A blob to keep, under its key. */
export type Kept = readonly [key: string, content: Uint8Array | string];

/**
 * Write blobs, then have the session take them. If one of them cannot be written, or the session refuses, all are
 * deleted again.
 *
 * @param take an error that is no `Refusal` leaves open whether the session took them: then they stay until its end
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
