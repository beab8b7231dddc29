/**
 * The terms of a failure report: closed lists and bounded whole numbers, which cannot contain anything about a person. The
 * schema is `FailureReport` in failure-report.ts. The lists have their own file because the widget contains no schemas.
 */

/** The browser's maker. `webview` is the system's web view inside an app; if the app is known, the report names it too. */
export const browserFamilies = [
  'chrome',
  'safari',
  'firefox',
  'edge',
  'opera',
  'samsung',
  'huawei',
  'honor',
  'xiaomi',
  'oppo',
  'vivo',
  'uc',
  'quark',
  'qq',
  'baidu',
  '360',
  'sogou',
  'webview',
  'other',
] as const;

/** The engine that the browser uses. */
export const browserEngines = ['chromium', 'webkit', 'gecko', 'other'] as const;

export const systems = ['android', 'ios', 'harmony', 'windows', 'macos', 'linux', 'other'] as const;

/** Apps that open pages in their own web view. */
export const hostApps = [
  'wechat',
  'wecom',
  'alipay',
  'dingtalk',
  'feishu',
  'qq',
  'weibo',
  'douyin',
  'toutiao',
  'baidu',
  'taobao',
  'jd',
] as const;

/** Where the element runs: in the top page, or in an iframe. */
export const embeddings = ['page', 'iframe'] as const;

/** What can fail and be replaced: a backend, or our own tracker within one. */
export const reportFallbacks = ['webgpu', 'wasm', 'webgl', 'cpu', 'own tracker'] as const;

/** The names in texts `<name>: <reason>`. The reasons stay on the device, because they may be messages of the browser. */
export const namesOfFallbacks = (texts: readonly string[]) =>
  reportFallbacks.filter((name) => texts.some((text) => text.startsWith(`${name}:`)));

/** Upper bounds of a report's numbers. The attester reports the bound in place of a larger number. */
export const reportLimits = {
  /** A session's lifetime. */
  longestMs: 24 * 3_600_000,
  /** A slower mesh is of no use. */
  meshMs: 60_000,
  /** The fastest displays. */
  frameRateHz: 240,
  /** A side of 8K video is 7680. */
  framePx: 8_192,
  /** Current browsers have versions of about 150. */
  major: 999,
} as const;
