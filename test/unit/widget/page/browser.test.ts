import { describe, expect, it } from 'vitest';
import { browserOf, type Browser } from '../../../../widget/page/browser.ts';

type Row = [name: string, expected: string, userAgent: string, maxTouchPoints?: number];

/** `family major, engine engineMajor, system[, app]`. */
const worded = ({ family, major, engine, engineMajor, system, app }: Browser): string =>
  [`${family} ${major ?? '-'}`, `${engine} ${engineMajor ?? '-'}`, system, ...(app ? [app] : [])].join(', ');

const iphone = (version: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${version} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)`;
const gecko = 'AppleWebKit/537.36 (KHTML, like Gecko)';

/** User agents that browsers sent in the years 2019 to 2026. */
const rows: readonly Row[] = [
  [
    'WeChat, iOS',
    'webview 8, webkit 18, ios, wechat',
    `${iphone('18_7_1')} Mobile/15E148 MicroMessenger/8.0.64(0x18004030) NetType/4G Language/zh_CN`,
  ],
  [
    'WeChat, Android',
    'webview 8, chromium 146, android, wechat',
    `Mozilla/5.0 (Linux; Android 16; PKM110 Build/BP2A.250605.015; wv) ${gecko} Version/4.0 Chrome/146.0.7680.177 Mobile Safari/537.36 XWEB/1460075 MMWEBSDK/20260202 MMWEBID/4073 MicroMessenger/8.0.71.3080(0x28004750) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64 MiniProgramEnv/android`,
  ],
  [
    'WeChat, Android, old engine',
    'webview 8, chromium 86, android, wechat',
    `Mozilla/5.0 (Linux; Android 10; PACM00 Build/QP1A.190711.020; wv) ${gecko} Version/4.0 Chrome/86.0.4240.99 XWEB/3164 MMWEBSDK/20211001 Mobile Safari/537.36 MMWEBID/556 MicroMessenger/8.0.16.2040(0x28001056) Process/toolsmp WeChat/arm32 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
  ],
  [
    'WeChat, Windows',
    'webview 6, chromium 39, windows, wechat',
    `Mozilla/5.0 (Windows NT 6.1; WOW64) ${gecko} Chrome/39.0.2171.95 Safari/537.36 MicroMessenger/6.5.2.501 NetType/WIFI WindowsWechat`,
  ],
  [
    'WeCom, iOS',
    'webview 3, webkit 15, ios, wecom',
    `${iphone('15_0')}  Mobile/15E148 wxwork/3.1.16 MicroMessenger/7.0.1 Language/zh ColorScheme/Dark`,
  ],
  [
    'Alipay, iOS',
    'webview 10, webkit 18, ios, alipay',
    `${iphone('18_6_2')} Mobile/22G100 ChannelId(8) Ariver/1.1.0 AliApp(AP/10.8.30.6000) Nebula WK RVKType(0) AlipayDefined(nt:WIFI,ws:390|844|3.0,ac:ss) AlipayClient/10.8.30.6000 Language/zh-Hans Region/CN NebulaX/1.0.0 XRiver/10.2.58.1`,
  ],
  [
    'Alipay, Android',
    'webview 10, chromium 69, android, alipay',
    `Mozilla/5.0 (Linux; U; Android 10; zh-CN; H9493 Build/52.1.A.3.49) ${gecko} Version/4.0 Chrome/69.0.3497.100 UWS/3.21.0.169 Mobile Safari/537.36 AlipayChannelId/5136 UCBS/3.21.0.169_200731162109 NebulaSDK/1.8.100112 Nebula AlipayDefined(nt:WIFI,ws:411|0|3.5,ac:sp) AliApp(AP/10.2.0.8026) AlipayClient/10.2.0.8026 Language/zh-Hans useStatusBar/true isConcaveScreen/false Region/CN NebulaX/1.0.0 Ariver/1.0.0`,
  ],
  [
    'DingTalk, Android, with the engine of UC',
    'webview 5, chromium 57, android, dingtalk',
    `Mozilla/5.0 (Linux; U; Android 10; zh-CN; MI 8 Build/QKQ1.190828.002) ${gecko} Version/4.0 Chrome/57.0.2987.108 UCBrowser/11.9.4.974 UWS/2.13.2.100 Mobile Safari/537.36 AliApp(DingTalk/5.0.15) com.alibaba.android.rimet.zju/13014669 Channel/1543545060864 language/zh-CN UT4Aplus/0.2.25 colorScheme/light`,
  ],
  [
    'DingTalk, iOS',
    'webview 7, webkit 26, ios, dingtalk',
    `${iphone('26_4')} Mobile/23E246 AliApp(DingTalk/7.8.1) com.laiwang.DingTalk/46766536 Channel/201200 language/zh-Hans-CN UT4Aplus/0.0.6 WK`,
  ],
  [
    'Taobao, iOS',
    'webview 10, webkit 15, ios, taobao',
    `${iphone('15_5')} Mobile/15E148 AliApp(TB/10.14.0) WindVane/8.7.2 UT4Aplus/0.0.4 828x1792 WK`,
  ],
  [
    'QQ, Android',
    'webview 8, chromium 109, android, qq',
    `Mozilla/5.0 (Linux; Android 13; 2206122SC Build/TKQ1.220829.002; wv) ${gecko} Version/4.0 Chrome/109.0.5414.86 MQQBrowser/6.2 TBS/046613 Mobile Safari/537.36 V1_AND_SQ_8.9.80_4614_YYB_D QQ/8.9.80.12440 NetType/WIFI WebP/0.3.0 AppId/537176868 Pixel/1080 StatusBarHeight/82 SimpleUISwitch/0 QQTheme/1000`,
  ],
  [
    'Weibo, iOS',
    'webview 16, webkit 17, ios, weibo',
    `${iphone('17_6')} Mobile/15E148 Weibo (iPhone15,3__weibo__16.2.0__iphone__os17.6)`,
  ],
  [
    'Weibo, HarmonyOS',
    'webview 1, chromium 114, harmony, weibo',
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${gecko} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile Weibo (HUAWEI-PLR-AL00__weibo__1.11.0__harmony__hmOpenHarmony-5.0.1.110)`,
  ],
  [
    'Douyin, Android',
    'webview 13, chromium 75, android, douyin',
    `Mozilla/5.0 (Linux; Android 9; COL-TL10 Build/HUAWEICOL-TL10; wv) ${gecko} Version/4.0 Chrome/75.0.3770.156 Mobile Safari/537.36 aweme_130400 JsSdk/1.0 NetType/WIFI Channel/huawei_1 AppName/aweme app_version/13.4.0 ByteLocale/zh-Hans-CN Region/CN AppSkin/black AppTheme/dark TTWebView/0751130003508`,
  ],
  [
    'Baidu, Android',
    'webview 13, chromium 97, android, baidu',
    `Mozilla/5.0 (Linux; Android 12; RMX3300 Build/SKQ1.211019.001; wv) ${gecko} Version/4.0 Chrome/97.0.4692.98 Mobile Safari/537.36 T7/13.32 SP-engine/2.70.0 baiduboxapp/13.32.0.10 (Baidu; P1 12) NABar/1.0`,
  ],
  [
    'Huawei browser',
    'huawei 15, chromium 114, android',
    `Mozilla/5.0 (Linux; Android 12; HarmonyOS; NAM-AL00; HMSCore 6.14.0.302) ${gecko} Chrome/114.0.5735.196 HuaweiBrowser/15.0.7.301 Mobile Safari/537.36`,
  ],
  [
    'Huawei browser, HarmonyOS',
    'huawei 5, chromium 114, harmony',
    'Mozilla/5.0 (Phone; OpenHarmony 5.0)AppleWebKit/537.36 (KHTML, like Gecko)Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.0.3.351',
  ],
  [
    'HarmonyOS web view',
    'webview 114, chromium 114, harmony',
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${gecko} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile`,
  ],
  [
    'Honor browser',
    'honor 9, chromium 97, android',
    `Mozilla/5.0 (Linux; Android 10; ALP-AN00 Build/HONORALP-AN00T;) ${gecko} Version/4.0 Chrome/97.0.4692.98 Mobile Safari/537.36 T7/13.38 SP-engine/2.76.0 languageType/0 bdapp/1.0 (bdhonorbrowser; bdhonorbrowser) bdhonorbrowser/9.1.0.3 (P1 14) NABar/1.0`,
  ],
  [
    'Xiaomi browser',
    'xiaomi 13, chromium 79, android',
    `Mozilla/5.0 (Linux; U; Android 10; zh-cn; Redmi K30 5G Build/QKQ1.191222.002) ${gecko} Version/4.0 Chrome/79.0.3945.147 Mobile Safari/537.36 XiaoMi/MiuiBrowser/13.5.26`,
  ],
  [
    'Oppo browser',
    'oppo 40, chromium 70, android',
    `Mozilla/5.0 (Linux; U; Android 11; zh-cn; PDRM00 Build/RKQ1.200903.002) ${gecko} Version/4.0 Chrome/70.0.3538.80 Mobile Safari/537.36 HeyTapBrowser/40.7.27.2`,
  ],
  [
    'Vivo browser',
    'vivo 19, chromium 87, android',
    `Mozilla/5.0 (Linux; Android 14; V2314A; wv) ${gecko} Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36 VivoBrowser/19.3.1.0`,
  ],
  [
    'UC browser',
    'uc 16, chromium 100, android',
    `Mozilla/5.0 (Linux; U; Android 12; zh-CN; NAM-AL00 Build/HUAWEINAM-AL00) ${gecko} Version/4.0 Chrome/100.0.4896.58 UCBrowser/16.4.2.1293 Mobile Safari/537.36`,
  ],
  [
    'QQ browser',
    'qq 15, chromium 109, android',
    `Mozilla/5.0 (Linux; U; Android 12; zh-cn; NAM-AL00 Build/HUAWEINAM-AL00) ${gecko} Version/4.0 Chrome/109.0.5414.86 MQQBrowser/15.6 Mobile Safari/537.36 COVC/047311`,
  ],
  [
    '360 browser, iOS',
    '360 4, webkit 12, ios',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 12_1_4 like Mac OS X) AppleWebKit/606.4.5 (KHTML, like Gecko) Mobile/16D57 QHBrowser/317 QihooBrowser/4.0.10',
  ],
  [
    'Samsung browser',
    'samsung 27, chromium 125, android',
    `Mozilla/5.0 (Linux; Android 10; K) ${gecko} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
  ],
  [
    'Chrome, Android',
    'chrome 132, chromium 132, android',
    `Mozilla/5.0 (Linux; Android 10; K) ${gecko} Chrome/132.0.0.0 Mobile Safari/537.36`,
  ],
  [
    'Chrome, Windows',
    'chrome 140, chromium 140, windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${gecko} Chrome/140.0.0.0 Safari/537.36`,
  ],
  [
    'Chrome, driven by a program',
    'chrome 156, chromium 156, linux',
    `Mozilla/5.0 (X11; Linux x86_64) ${gecko} HeadlessChrome/156.0.0.0 Safari/537.36`,
  ],
  ['Chrome, iOS', 'chrome 132, webkit 18, ios', `${iphone('18_2_1')} CriOS/132.0.6834.100 Mobile/15E148 Safari/604.1`],
  [
    'Android web view',
    'webview 129, chromium 129, android',
    `Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) ${gecko} Version/4.0 Chrome/129.0.6668.81 Mobile Safari/537.36`,
  ],
  ['Safari, iOS', 'safari 17, webkit 17, ios', `${iphone('17_6_1')} Version/17.6 Mobile/15E148 Safari/604.1`],
  [
    'Safari, iOS, with the system’s version frozen at 18.6',
    'safari 26, webkit 26, ios',
    `${iphone('18_6')} Version/26.0 Mobile/15E148 Safari/604.1`,
  ],
  [
    'Safari, iPad that says it is a Mac',
    'safari 17, webkit 17, ios',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    5,
  ],
  [
    'Safari, Mac',
    'safari 17, webkit 17, macos',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  ],
  ['an app on iOS without a name', 'webview -, webkit 15, ios', `${iphone('15_4_1')} Mobile/15E148`],
  [
    'Edge, Windows',
    'edge 108, chromium 108, windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${gecko} Chrome/108.0.5359.71 Safari/537.36 Edg/108.0.1462.42`,
  ],
  [
    'Edge, Android',
    'edge 124, chromium 124, android',
    `Mozilla/5.0 (Linux; Android 10; K) ${gecko} Chrome/124.0.0.0 Mobile Safari/537.36 EdgA/124.0.0.0`,
  ],
  [
    'Firefox, Linux',
    'firefox 143, gecko 143, linux',
    'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  ],
  [
    'Firefox, Android',
    'firefox 109, gecko 109, android',
    'Mozilla/5.0 (Android 13; Mobile; rv:109.0) Gecko/109.0 Firefox/109.0',
  ],
  ['Firefox, iOS', 'firefox 128, webkit 17, ios', `${iphone('17_5')} FxiOS/128.0 Mobile/15E148 Safari/605.1.15`],
  [
    'Opera, Windows',
    'opera 90, chromium 104, windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${gecko} Chrome/104.0.0.0 Safari/537.36 OPR/90.0.0.0`,
  ],
  ['nothing known', 'other -, other -, other', 'curl/8.5.0'],
  ['nothing', 'other -, other -, other', ''],
  ['a version above the limit', 'chrome 999, chromium 999, other', 'Chrome/13800000000'],
];

describe('browserOf', () => {
  it.each<Row>(rows)('recognises %s', (_, expected, userAgent, maxTouchPoints = 0) => {
    expect(worded(browserOf(userAgent, maxTouchPoints))).toBe(expected);
  });
});
