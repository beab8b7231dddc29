/** Starts the worker in workerd, as a process of its own: it serves only this machine, and contacts no other. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { join } from 'node:path';

export interface Served {
  readonly port: number;
  /** Folder of the storage; by default wrangler's own. */
  readonly storage?: string;
  readonly logLevel: 'warn' | 'error';
}

/** The address of the worker, which is also its `ISSUER`. */
export const originOf = ({ port }: Pick<Served, 'port'>): string => `http://localhost:${port}`;

/** Starts worker-server.ts, which ends with the signals of a terminal. */
export const spawnWorker = (served: Served, { stdio, detached }: Pick<SpawnOptions, 'stdio' | 'detached'>) =>
  spawn(process.execPath, [join(import.meta.dirname, 'worker-server.ts'), JSON.stringify(served)], {
    ...(stdio && { stdio }),
    ...(detached && { detached }),
    env: environment(),
  }) as ChildProcess;

const environment = () => ({
  ...process.env,
  // Without these two, wrangler fetches a sample of Cloudflare's request data and looks for updates.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  // The local explorer would show all evidence to everyone who opens it. The trace collector is not needed.
  X_LOCAL_EXPLORER: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
});
