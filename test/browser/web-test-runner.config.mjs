/** Tests of the element and the vision thread in real Chromium, with a fake camera. They need `dist/site`. */
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { readExpectedFiles } from '../../tool/build/expected-files.ts';
import { allowAnyOrigin, serveBroken } from './breakage.mjs';
import { cameraFilm, serveFrames } from './camera.mjs';
import { countReporter } from './count-reporter.mjs';

const root = new URL('../..', import.meta.url).pathname;

export default {
  rootDir: root,
  files: `${root}test/browser/**/*.test.ts`,
  nodeResolve: { exportConditions: ['browser'] },
  // Tests mostly wait for the page; each file has a browser context of its own.
  concurrency: 3,
  // Long, because a slow machine must not fail. The timeouts only end tests whose condition is never met.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 1_800_000,
  testFramework: { config: { ui: 'bdd', timeout: 120_000 } },
  middleware: [allowAnyOrigin, serveFrames, serveBroken],
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: `${root}widget/tsconfig.json`,
      define: { expectedFiles: JSON.stringify(await readExpectedFiles()) },
    }),
  ],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: [
          '--no-sandbox',
          '--use-fake-ui-for-media-stream',
          '--use-fake-device-for-media-stream',
          `--use-file-for-fake-video-capture=${await cameraFilm(`${root}.cache/test`)}`,
          '--enable-unsafe-webgpu',
          '--use-webgpu-adapter=swiftshader',
        ],
      },
    }),
  ],
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter(process.env.BEIHE_REPORT)],
};
