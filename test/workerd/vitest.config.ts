import { fileURLToPath } from 'node:url';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Leaves out the source maps of packages. The plugin sends a worker all modules that it has in its cache in one message, and workerd
 * accepts 32 MiB.
 */
const withoutPackageMaps: Plugin = {
  name: 'without-package-maps',
  enforce: 'post',
  transform: (code, id) => (id.includes('/node_modules/') ? { code, map: { mappings: '' } } : undefined),
};

/** The verifier in real workerd, with its Durable Objects, R2 and D1. */
export default defineConfig({
  root,
  plugins: [
    withoutPackageMaps,
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: { bindings: { MIGRATIONS: await readD1Migrations(`${root}worker/host/cloudflare/migrations`) } },
    })),
  ],
  test: {
    name: 'workerd',
    include: ['test/workerd/**/*.test.ts'],
    globalSetup: ['test/workerd/readings-in-node.ts'],
    setupFiles: ['test/workerd/tables.ts'],
    // When a test that hangs is ended. No test depends on it, however busy the machine is.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
