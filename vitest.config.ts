import { defineConfig } from 'vitest/config';

/** Suites that run in plain Node. The worker's own runs in workerd (test/worker), the widget's in Chromium (test/widget). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{protocol,appraisal,camera,tool}/**/*.test.ts', 'test/*.test.ts'],
        },
      },
      {
        test: {
          name: 'model',
          include: ['test/{build,models,actor}/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
