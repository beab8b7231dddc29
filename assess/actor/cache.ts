/** Stores what takes seconds to make: rendered segments, and the landmarks that the models find in them. */
import { createHash } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { joinMjpeg, splitMjpeg } from '../clip/mjpeg.ts';

const root = new URL('../../', import.meta.url);

/** The folder may be deleted at any time. */
const folder = fileURLToPath(new URL('.cache/actor/', root));

/** Announces each missing entry, in words, before it is made. One entry takes seconds, all of them take minutes. */
export const cacheMiss = channel('beihe:cacheMiss');

/**
 * Reads bytes from the cache. Bytes that are not there yet are made and stored.
 *
 * @param what describes the bytes in words, for `cacheMiss`
 * @param key everything that the bytes depend on, except the code; a JSON value
 * @param version the version of the code that makes the bytes, from `sourceVersion`
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
  // The complete file is renamed, so that another process never reads half of it.
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, path);
  return bytes;
}

/** Cached frames; see `cached`. */
export const cachedFrames = async (
  what: string,
  key: unknown,
  version: string,
  render: () => Uint8Array[] | Promise<Uint8Array[]>,
): Promise<Uint8Array[]> => splitMjpeg(await cached(what, key, version, async () => joinMjpeg(await render())));

/**
 * A hash of source files.
 *
 * @param paths files, and folders (ending in `/`) of which all .ts files except tests are hashed; relative to the
 *   repository's root
 */
export function sourceVersion(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const url = new URL(path, root);
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
