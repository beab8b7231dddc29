/**
 * What a failure report may say: closed lists and bounded whole numbers, so that there is no place in it for anything
 * about a person. Its schema is `Report` of message.ts; these stand apart because the widget carries no schemas.
 */

/** The phases of the widget. */
export const reportSteps = [
  'idle',
  'preparing',
  'consent',
  'readying',
  'positioning',
  'acting',
  'sending',
  'done',
  'retry',
  'failed',
] as const;

/** Whose browser it is. `webview` is a system's web view in an app; a known app is named beside it. */
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

/** What lays out and runs the page, whatever the browser is called. */
export const browserEngines = ['chromium', 'webkit', 'gecko', 'other'] as const;

export const systems = ['android', 'ios', 'harmony', 'windows', 'macos', 'linux', 'other'] as const;

/** Apps that open pages in a web view of their own. */
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

/** Whether the element stands in a page of its own or in a frame of another. */
export const embeddings = ['page', 'frame'] as const;

/** What can give way: a backend, or our own tracker within one. */
export const reportFallbacks = ['webgpu', 'wasm', 'webgl', 'cpu', 'own tracker'] as const;

/** Which of them gave way, of texts `<name>: <why>`: the reason may be in the browser's own words, and goes no further. */
export const namesOfFallbacks = (texts: readonly string[]) =>
  reportFallbacks.filter((name) => texts.some((text) => text.startsWith(`${name}:`)));

/** What numbers a report may hold; the attester cuts off what lies beyond. */
export const reportLimits = {
  /** A session's lifetime. */
  longestMs: 24 * 3_600_000,
  /** A mesh slower than that is as good as none. */
  meshMs: 60_000,
  /** The fastest displays. */
  frameRateHz: 240,
  /** A side of 8K video is 7680. */
  framePx: 8_192,
  /** Browsers are at about 150. */
  major: 999,
} as const;
