/**
 * What a failure report may say: closed lists and bounded whole numbers, which cannot hold anything about a person. The
 * schema is `Report` of failure-report.ts; the lists stand apart because the widget carries no schemas.
 */

/** The browser's maker. `webview` is the system's web view inside an app; a known app is named beside it. */
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

/** The engine under the browser's name. */
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

/** The names in texts `<name>: <why>`. The reasons stay on the device: they may be in the browser's own words. */
export const namesOfFallbacks = (texts: readonly string[]) =>
  reportFallbacks.filter((name) => texts.some((text) => text.startsWith(`${name}:`)));

/** Upper bounds of a report's numbers; the attester cuts off what lies beyond. */
export const reportLimits = {
  /** A session's lifetime. */
  longestMs: 24 * 3_600_000,
  /** A slower mesh is of no use. */
  meshMs: 60_000,
  /** The fastest displays. */
  frameRateHz: 240,
  /** A side of 8K video is 7680. */
  framePx: 8_192,
  /** Browsers are at about 150. */
  major: 999,
} as const;
