import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Packages that the model packages import for a runtime that is not used. */
const absent = fileURLToPath(new URL('widget/vision/model/absent.ts', import.meta.url));

/** Suites that run in plain Node. The worker's own runs in workerd (test/workerd), the widget's in Chromium (test/browser). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'model',
          include: ['test/model/**/*.test.ts'],
          // Its ES module asks for bare names that Node does not resolve.
          server: { deps: { inline: [/@tensorflow-models/] } },
          alias: { '@mediapipe/face_mesh': absent, '@mediapipe/face_detection': absent },
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/served.ts'],
          // Large enough for a busy machine: what has to happen is waited for, and a test that fails says so first.
          testTimeout: 900_000,
          hookTimeout: 900_000,
          expect: { poll: { timeout: 120_000, interval: 200 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
