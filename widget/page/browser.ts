/** The part of a browser's name that helps to explain a failure. The full name is not sent. */
import type { FailureReport } from '#protocol/session/failure-report.ts';
import { reportLimits } from '#protocol/session/failure-terms.ts';
import { hostAppNames, type Named } from './in-app.ts';
import { systemNames } from './system.ts';

export type Browser = FailureReport['browser'];

const families: Named<Browser['family']> = [
  ['edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['opera', /\b(?:OPR|OPT|OPiOS)\/(\d+)/],
  ['samsung', /SamsungBrowser\/(\d+)/],
  ['huawei', /HuaweiBrowser\/(\d+)/],
  ['honor', /HonorBrowser\/(\d+)/i],
  ['xiaomi', /MiuiBrowser\/(\d+)/],
  ['oppo', /(?:HeyTap|Oppo)Browser\/(\d+)/],
  ['vivo', /VivoBrowser\/(\d+)/],
  ['quark', /\bQuark\/(\d+)/],
  ['uc', /\bUC(?:Browser|WEB)\/?(\d+)/],
  ['qq', /QQBrowser\/(\d+)/],
  ['baidu', /(?:baidu|BIDU)browser\/(\d+)/i],
  ['360', /QihooBrowser\/(\d+)/],
  ['sogou', /SogouMobileBrowser\/(\d+)/],
  ['firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['chrome', /\bCriOS\/(\d+)/],
  // The name of a web view contains `wv` or `Version` on Android, and `ArkWeb` on HarmonyOS.
  ['webview', /(?:; wv\)|Version\/\d).*?Chrome\/ ?(\d+)|Chrome\/ ?(\d+).*?ArkWeb/],
  ['chrome', /Chrome\/ ?(\d+)/],
  ['safari', /\bVersion\/(\d+).*Safari\//],
  ['webview', /iPhone|iPad|iPod|Macintosh.*AppleWebKit/],
];

/** On iOS every browser is WebKit, so the names that they have there (`CriOS`, `FxiOS`) do not match here. */
const engines: Named<Browser['engine']> = [
  ['chromium', /Chrome\/ ?(\d+)/],
  ['gecko', /\bFirefox\/(\d+)/],
  ['webkit', /\bVersion\/(\d+)/],
  // In an app WebKit gives no version, so the system's is taken. Up to 18 both have the same number.
  ['webkit', /\bOS (\d+)_/],
  ['webkit', /AppleWebKit/],
];

/**
 * Reduce a user agent string to closed lists and major versions.
 *
 * @param maxTouchPoints distinguishes an iPad, which calls itself a Mac, from a Mac
 */
export function browserOf(userAgent: string, maxTouchPoints: number): Browser {
  const app = find(hostAppNames, userAgent);
  const family = app ? { name: 'webview' as const, major: app.major } : find(families, userAgent);
  const engine = find(engines, userAgent);
  const system = find(systemNames, userAgent)?.name ?? 'other';
  return {
    family: family?.name ?? 'other',
    ...(family?.major !== undefined && { major: family.major }),
    engine: engine?.name ?? 'other',
    ...(engine?.major !== undefined && { engineMajor: engine.major }),
    system: system === 'macos' && maxTouchPoints > 1 ? 'ios' : system,
    ...(app && { app: app.name }),
  };
}

/** The first name of the list that matches; its version is undefined if the match has none. */
function find<Name>(list: Named<Name>, userAgent: string): { name: Name; major: number | undefined } | undefined {
  for (const [name, found] of list) {
    const match = found.exec(userAgent);
    if (!match) continue;
    const version = match.slice(1).find((group) => group !== undefined);
    return { name, major: version === undefined ? undefined : Math.min(Number(version), reportLimits.major) };
  }
  return undefined;
}
