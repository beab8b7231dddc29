import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { joinMjpeg, splitMjpeg } from './mjpeg.ts';

/** Rendered segments are kept here; it may be deleted at any time. */
const folder = fileURLToPath(new URL('../../.cache/actor/', import.meta.url));

/**
 * Frames that were rendered before, or `render`'s, kept for the next time.
 *
 * @param key everything the frames depend on besides the code, as JSON can hold it
 * @param version of the code, from `sourceVersion`
 */
export async function cachedFrames(
  key: unknown,
  version: string,
  render: () => Uint8Array[] | Promise<Uint8Array[]>,
): Promise<Uint8Array[]> {
  const hash = createHash('sha256').update(version).update(JSON.stringify(key)).digest('hex').slice(0, 24);
  const path = join(folder, `${hash}.mjpeg`);
  if (existsSync(path)) return splitMjpeg(readFileSync(path));
  const frames = await render();
  mkdirSync(folder, { recursive: true });
  // Renamed into place, so that another process never reads half a file.
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, joinMjpeg(frames));
  renameSync(unfinished, path);
  return frames;
}

/** A hash of source files: of each path, or of each .ts file in it where it is a folder ("drawn/"); from this folder. */
export function sourceVersion(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const url = new URL(path, import.meta.url);
    const files = path.endsWith('/')
      ? readdirSync(url)
          .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
          .toSorted()
          .map((file) => new URL(file, url))
      : [url];
    for (const file of files) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}
