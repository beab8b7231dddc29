import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tool/suites/longest-first.ts';

/** Packages that the model packages import for a runtime that is not used. */
const absent = fileURLToPath(new URL('widget/vision/model/absent.ts', import.meta.url));

/** When a test that hangs is ended. No test depends on it, however busy the machine is. */
const patienceMs = 900_000;

/** Unit tests that replace a module which others load, so they have a process of their own. */
const mocking = ['test/unit/vision/encoder-failure.test.ts', 'test/unit/demo/react.test.ts'];

/** Suites that run in plain Node. The worker's own runs in workerd (test/workerd), the widget's in Chromium (test/browser). */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: mocking,
          // The modules under test are pure, so files share them: loading them anew for each file takes as long as the tests.
          isolate: false,
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
        },
      },
      { test: { name: 'unit-alone', include: mocking } },
      {
        test: {
          name: 'model',
          include: ['test/model/**/*.test.ts'],
          // Its ES module asks for bare names that Node does not resolve.
          server: { deps: { inline: [/@tensorflow-models/] } },
          alias: { '@mediapipe/face_mesh': absent, '@mediapipe/face_detection': absent },
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/served.ts'],
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
          expect: { poll: { timeout: 120_000, interval: 200 } },
          // People act in real time, so the files mostly wait. More than two at once would make their frames too few.
          maxWorkers: 2,
        },
      },
    ],
  },
});
