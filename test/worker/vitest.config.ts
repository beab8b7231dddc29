import { fileURLToPath } from 'node:url';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** The verifier in real workerd, with its Durable Objects and R2. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.jsonc' } })],
  test: {
    name: 'workerd',
    include: ['test/worker/**/*.test.ts'],
    globalSetup: ['test/worker/seen-in-node.ts'],
    testTimeout: 30_000,
  },
});
