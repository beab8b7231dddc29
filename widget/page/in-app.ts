/** Apps that show pages in their own browser, found by their user agents. */
import type { hostApps } from '#protocol/session/failure-terms.ts';

/**
 * A name, and a pattern that finds it with its version. The first match counts, because many user agents contain
 * other names too.
 */
export type Named<Name> = readonly (readonly [name: Name, found: RegExp])[];

export const hostAppNames: Named<(typeof hostApps)[number]> = [
  ['wecom', /wxwork\/(\d+)/i],
  ['wechat', /MicroMessenger\/(\d+)/i],
  ['alipay', /Ali(?:payClient\/|App\(AP\/)(\d+)/i],
  ['dingtalk', /DingTalk\/(\d+)/i],
  ['taobao', /AliApp\(TB\/(\d+)/i],
  ['feishu', /\bLark\/(\d+)/i],
  ['qq', /\bQQ\/(\d+)/i],
  ['weibo', /__weibo__(\d+)/],
  ['weibo', /\bweibo\b/i],
  ['douyin', /aweme.*?app_version\/(\d+)|aweme/i],
  ['toutiao', /NewsArticle\/(\d+)/i],
  ['baidu', /baiduboxapp\/(\d+)/i],
  ['jd', /jdapp/i],
];

/**
 * Whether the user agent is that of a mini-program's web view: of WeChat, QQ, Alipay and DingTalk, of Baidu, or of Douyin and
 * Toutiao. WeChat writes `MiniProgramEnv` into pages outside mini-programs too.
 *
 * @param agent the user agent
 */
export const isInMiniProgram = (agent: string): boolean => /miniProgram(?!Env)|\bswan\/|ToutiaoMicroApp/i.test(agent);

/**
 * Whether the user agent is that of a browser inside an app. This chooses the advice and decides nothing.
 *
 * @param agent the user agent
 */
export function isInApp(agent: string): boolean {
  for (const [, found] of hostAppNames) if (found.test(agent)) return true;
  // A web view's agent contains `wv` on Android and `ArkWeb` on HarmonyOS, and so do some full browsers'. On iOS it lacks
  // `Safari/`, which browsers have.
  return (
    /aliapp\(/i.test(agent) ||
    (/; ?wv\)|ArkWeb/.test(agent) && !/browser\//i.test(agent)) ||
    (/\bip(hone|ad|od)/i.test(agent) && !/safari\//i.test(agent))
  );
}
