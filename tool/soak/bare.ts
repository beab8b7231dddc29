/** The same writes as a run's, on a bare host: as many requests with as many bytes, each stored before it is answered. */
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { startServer } from '../dev-server.ts';
import { Client } from './client.ts';
import { launchLife } from './launch.ts';

const source = join(import.meta.dirname, 'worker/bare.ts');

export interface BareWrites {
  readonly seconds: number;
  /** In milliseconds. */
  readonly times: readonly number[];
}

/** @param writes sizes of the run's writes by their kind; the n-th ones of each kind are those of one object */
export async function writeBare(
  writes: ReadonlyMap<string, readonly number[]>,
  atOnce: number,
  folder: string,
): Promise<BareWrites> {
  const contents = stripTypeScriptTypes(await readFile(source, 'utf8'));
  const worker = {
    name: 'bare',
    compatibilityDate: '2026-10-01',
    modulesRoot: folder,
    modules: [{ type: 'ESModule' as const, path: join(folder, 'bare.js'), contents }],
    durableObjects: { OBJECTS: { className: 'Bare', useSQLite: true } },
  };
  const server = await startServer((launched) => launchLife(launched, worker, join(folder, 'bare.json')));
  try {
    const client = new Client(server.origin, () => {});
    const kinds = [...writes.values()];
    const objects = Math.max(...kinds.map(({ length }) => length));
    const startedMs = performance.now();
    let next = 0;
    const work = async () => {
      while (next < objects) {
        const n = next;
        next += 1;
        for (const sizes of kinds) {
          const bytes = sizes[n];
          if (bytes === undefined) continue;
          await client.ask('PUT', `/${n}`, { key: '', text: 'x'.repeat(bytes), as: 'bare' });
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const seconds = (performance.now() - startedMs) / 1000;
    return { seconds, times: client.timings.get('bare') ?? [] };
  } finally {
    await server.stop();
  }
}
