import { fileURLToPath } from 'node:url';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** The verifier in real workerd, with its Durable Objects and R2. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
  test: {
    name: 'workerd',
    include: ['test/workerd/**/*.test.ts'],
    globalSetup: ['test/workerd/readings-in-node.ts'],
    // When a test that hangs is ended. No test depends on it, however busy the machine is.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
