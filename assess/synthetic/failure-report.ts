import type { FailureReport } from '#protocol/session/failure-report.ts';

/** A failure report with every field set. */
export const syntheticReport = (changes: Partial<FailureReport> = {}): FailureReport => ({
  v: 1,
  widget: '0.1.0',
  step: 'acting',
  code: 'camera-lost',
  embedding: 'page',
  browser: { family: 'webview', major: 8, engine: 'chromium', engineMajor: 116, system: 'android', app: 'wechat' },
  backend: 'wasm',
  fallbacks: ['webgpu'],
  meshMs: 21,
  frameRateHz: 18,
  frame: { widthPx: 640, heightPx: 480 },
  timings: {
    keyBoundMs: 300,
    modelsLoadedMs: 900,
    cameraOpenMs: 5200,
    firstLandmarkMs: 5400,
    challengeBegunMs: 6100,
    failedMs: 9000,
  },
  ...changes,
});
