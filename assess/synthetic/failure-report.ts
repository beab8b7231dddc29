import type { Report } from '#protocol/session/failure-report.ts';

/** A failure report with everything in it. */
export const syntheticReport = (changes: Partial<Report> = {}): Report => ({
  v: 1,
  widget: '0.1.0',
  step: 'acting',
  code: 'camera-lost',
  embedding: 'iframe',
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
