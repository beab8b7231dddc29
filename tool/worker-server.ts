/**
 * The process that serves the worker, started by `spawnWorker`. It does what `wrangler dev` does, but without the inspector.
 * That command always opens one, and through an inspector any program of this machine reads the memory, faces included.
 */
import { join } from 'node:path';
import { unstable_startWorker as startWorker } from 'wrangler';
import { migrateCaseIndex } from './case-index.ts';
import { originOf, type Served } from './wrangler.ts';

const served = JSON.parse(process.argv[2]!) as Served;
migrateCaseIndex(served.storage);
const worker = await startWorker({
  config: join(import.meta.dirname, '../wrangler.toml'),
  bindings: { ISSUER: { type: 'plain_text', value: originOf(served) } },
  dev: {
    server: { hostname: '127.0.0.1', port: served.port },
    inspector: false,
    remote: false,
    watch: true,
    logLevel: served.logLevel,
    ...(served.storage !== undefined && { persist: served.storage }),
  },
});
const end = () => void worker.dispose().finally(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
