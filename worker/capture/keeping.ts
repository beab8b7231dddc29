import { Refusal } from '#protocol/refusal.ts';
import type { Blobs } from './blobs.ts';

/** What was kept as JSON under this key. @throws Error if it is gone: what has concluded keeps its blobs */
export async function readKept(key: string, blobs: Blobs): Promise<unknown> {
  const stored = await blobs.get(key);
  if (!stored) throw new Error(`${key.split('/').at(-1)} is gone`);
  return JSON.parse(new TextDecoder().decode(stored));
}

/** A blob to keep, under its key. */
export type Kept = readonly [key: string, content: Uint8Array | string];

/**
 * Keep blobs, then have the session take them; what could not all be kept, or was refused, is deleted again.
 *
 * @param take its error is no refusal where the outcome is unknown: what the session may have taken stays until its end
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
