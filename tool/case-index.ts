/** Makes the tables of the index of cases in the local storage, as `wrangler d1 migrations apply` does on Cloudflare. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const migrations = join(root, 'worker/host/cloudflare/migrations');

/** In the storage: the migrations that it has. Looking into the database would take seconds with each start. */
const stampName = 'case-index-migrations.txt';

/** @param storage folder of the storage; by default wrangler's own @throws Error if the tables cannot be made */
export function migrateCaseIndex(storage = join(root, '.wrangler/state')): void {
  const stamp = join(storage, stampName);
  const wanted = readdirSync(migrations).toSorted().join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const wrangler = join(dirname(createRequire(import.meta.url).resolve('wrangler/package.json')), 'bin/wrangler.js');
  const command = ['d1', 'migrations', 'apply', 'INDEX', '--local', '--persist-to', storage];
  // Without a terminal it asks no question. Its answer is shown only if it fails.
  const { status, error, stdout, stderr } = spawnSync(process.execPath, [wrangler, ...command], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the index of cases has no tables: ${error?.message ?? `${stdout}${stderr}`}`);
  mkdirSync(storage, { recursive: true });
  writeFileSync(stamp, wanted);
}
