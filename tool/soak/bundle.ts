/** The worker that is soaked: bundled once, so that each of its lives starts in a second or two. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unstable_getMiniflareWorkerOptions as miniflareOptions } from 'wrangler';

const root = join(import.meta.dirname, '../..');

/** What Miniflare has to be given to serve it. */
export type WorkerOptions = ReturnType<typeof miniflareOptions>['workerOptions'] & {
  readonly modulesRoot: string;
  readonly modules: { readonly type: 'ESModule' | 'CompiledWasm'; readonly path: string }[];
};

/**
 * Bundles an entry with the configuration of wrangler.toml.
 *
 * @param entry path from the root
 * @param folder where the bundle goes
 */
export async function bundleWorker(entry: string, folder: string): Promise<WorkerOptions> {
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
  await promisify(execFile)(process.execPath, [wrangler, 'deploy', entry, '--dry-run', '--outdir', folder], {
    cwd: root,
  });
  const files = (await readdir(folder)).filter((file) => /\.(js|wasm)$/.test(file));
  // The module with the handlers has to be the first one.
  const modules = files
    .toSorted((a, b) => Number(b.endsWith('.js')) - Number(a.endsWith('.js')))
    .map((file) => ({ type: typeOf(file), path: join(folder, file) }));
  return { ...miniflareOptions(join(root, 'wrangler.toml')).workerOptions, modulesRoot: folder, modules };
}

const typeOf = (file: string) => (file.endsWith('.js') ? ('ESModule' as const) : ('CompiledWasm' as const));
