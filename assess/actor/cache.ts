import { createHash } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { joinMjpeg, splitMjpeg } from '../clip/mjpeg.ts';

/** Rendered segments, and what the models see in them, are kept here; it may be deleted at any time. */
const folder = fileURLToPath(new URL('../../.cache/actor/', import.meta.url));

/** Told, in words, what is being made that is not kept yet: seconds each, and minutes in all where nothing is. */
export const cacheMiss = channel('beihe:cacheMiss');

/**
 * Bytes that were made before, or `make`'s, kept for the next time.
 *
 * @param what they are, in words
 * @param key everything the bytes depend on besides the code, as JSON can hold it
 * @param version of the code, from `sourceVersion`
 */
export async function cached(
  what: string,
  key: unknown,
  version: string,
  make: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const hash = createHash('sha256').update(version).update(JSON.stringify(key)).digest('hex').slice(0, 24);
  const path = join(folder, hash);
  if (existsSync(path)) return readFileSync(path);
  cacheMiss.publish(what);
  const bytes = await make();
  mkdirSync(folder, { recursive: true });
  // Renamed into place, so that another process never reads half a file.
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, path);
  return bytes;
}

/** Frames that were rendered before, or `render`'s; see `cached`. */
export const cachedFrames = async (
  what: string,
  key: unknown,
  version: string,
  render: () => Uint8Array[] | Promise<Uint8Array[]>,
): Promise<Uint8Array[]> => splitMjpeg(await cached(what, key, version, async () => joinMjpeg(await render())));

/** A hash of source files: of each path, or of each .ts file under it where it is a folder ("drawn/"); from this folder. */
export function sourceVersion(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const url = new URL(path, import.meta.url);
    const files = path.endsWith('/')
      ? readdirSync(url, { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
          .toSorted()
          .map((file) => new URL(file, url))
      : [url];
    for (const file of files) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}
