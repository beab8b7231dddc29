import { describe, expect, it } from 'vitest';
import { isInApp } from '../../../../widget/page/in-app.ts';

const android =
  'Mozilla/5.0 (Linux; Android 13; 2210132C Build/TKQ1.220829.002; wv) AppleWebKit/537.36 (KHTML, like Gecko)';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

/** User agents as these browsers send them. */
const agents: readonly (readonly [name: string, inApp: boolean, agent: string])[] = [
  [
    'wechat',
    true,
    `${android} Version/4.0 Chrome/86.0.4240.99 XWEB/4375 MMWEBSDK/20230202 Mobile Safari/537.36 MMWEBID/7565 MicroMessenger/8.0.33.2320(0x28002151) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`,
  ],
  ['wechat', true, `${iphone} Mobile/15E148 MicroMessenger/8.0.40(0x18002831) NetType/WIFI Language/zh_CN`],
  [
    'wechat',
    true,
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090719) XWEB/8391 Flue',
  ],
  ['wecom', true, `${iphone} Mobile/15E148 wxwork/4.1.10 MicroMessenger/7.0.1 Language/zh ColorScheme/Light`],
  [
    'alipay',
    true,
    `${android} Version/4.0 Chrome/100.0.4896.58 UWS/5.5.5.80 Mobile Safari/537.36 UCBS/3.22 AlipayDefined(nt:WIFI,ws:393|0|2.75) AliApp(AP/10.3.80.8000) AlipayClient/10.3.80.8000 Language/zh-Hans`,
  ],
  [
    'alipay',
    true,
    `${iphone} Mobile/15E148 Ariver/1.1.0 AliApp(AP/10.5.20.6000) Nebula WK RVKType(0) AlipayDefined(nt:WIFI,ws:390|780|3.0) AlipayClient/10.5.20.6000 Language/zh-Hans`,
  ],
  [
    'dingtalk',
    true,
    `${iphone} Mobile/20G75 AliApp(DingTalk/7.0.50) com.laiwang.DingTalk/29978205 Channel/201200 language/zh-Hans-CN UT4Aplus/0.0.6 WK`,
  ],
  ['feishu', true, `${iphone} Mobile/15E148 Safari/604.1 Lark/6.4.3 LarkLocale/zh_CN ChannelName/Feishu`],
  [
    'weibo',
    true,
    `${android} Version/4.0 Chrome/109.0.5414.86 Mobile Safari/537.36 Weibo (Xiaomi-2210132C__weibo__13.8.1__android__android13)`,
  ],
  [
    'douyin',
    true,
    `${android} Version/4.0 Chrome/110.0.5481.153 Mobile Safari/537.36 aweme_260800 JsSdk/1.0 NetType/WIFI Channel/xiaomi AppName/aweme app_version/26.8.0`,
  ],
  [
    'baidu',
    true,
    `${android} Version/4.0 Chrome/97.0.4692.98 Mobile Safari/537.36 T7/13.39 SP-engine/2.77.0 baiduboxapp/13.40.0.10 (Baidu; P1 13) NABar/1.0`,
  ],
  ['taobao', true, `${iphone} Mobile/20G75 AliApp(TB/10.28.10) WindVane/8.7.2 UT4Aplus/0.0.6 1170x2532 WK`],
  [
    'jd',
    true,
    'jdapp;iPhone;12.1.0;;;M/5.0;appBuild/168858;Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148;supportJDSHWK/1;',
  ],
  [
    'qq',
    true,
    `${android} Version/4.0 Chrome/98.0.4758.102 MQQBrowser/6.2 TBS/046613 Mobile Safari/537.36 V1_AND_SQ_8.9.70_4330_YYB_D QQ/8.9.70.11615 NetType/WIFI WebP/0.3.0 AppId/537170024`,
  ],
  ['webview', true, `${android} Version/4.0 Chrome/114.0.5735.196 Mobile Safari/537.36`],
  ['webview', true, `${iphone} Mobile/15E148`],
  [
    'uc',
    false,
    'Mozilla/5.0 (Linux; U; Android 13; zh-CN; 2210132C Build/TKQ1.220829.002) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/15.5.8.1218 Mobile Safari/537.36',
  ],
  [
    'uc',
    false,
    'Mozilla/5.0 (Linux; U; Android 12; zh-CN; V2183A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 Quark/6.5.1.381 Mobile Safari/537.36',
  ],
  [
    'qqbrowser',
    false,
    'Mozilla/5.0 (Linux; U; Android 12; zh-cn; M2012K11AC Build/SKQ1.211006.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/98.0.4758.102 MQQBrowser/14.2 Mobile Safari/537.36 COVC/046613',
  ],
  [
    'baidubrowser',
    false,
    'Mozilla/5.0 (Linux; U; Android 4.4.4; zh-cn; HM 2A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Mobile Safari/537.36 baidubrowser/7.9.12.0 (Baidu; P1 4.4.4)',
  ],
  [
    'xiaomi',
    false,
    'Mozilla/5.0 (Linux; U; Android 13; zh-cn; 2210132C Build/TKQ1.220829.002) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/17.5.120516',
  ],
  [
    'vivo',
    false,
    'Mozilla/5.0 (Linux; Android 13; V2171A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/87.0.4280.141 Mobile Safari/537.36 VivoBrowser/14.6.0.1',
  ],
  [
    'oppo',
    false,
    'Mozilla/5.0 (Linux; U; Android 12; zh-cn; PEGM00 Build/RKQ1.211119.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/90.0.4430.61 Mobile Safari/537.36 HeyTapBrowser/40.8.15.1',
  ],
  [
    'huawei',
    false,
    'Mozilla/5.0 (Linux; Android 10; HarmonyOS; NOH-AN00; HMSCore 6.11.0.302) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 HuaweiBrowser/13.0.5.303 Mobile Safari/537.36',
  ],
  [
    'other',
    false,
    'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/80.0.3987.87 Safari/537.36 SE 2.X MetaSr 1.0',
  ],
  ['other', false, `${iphone} Version/16.6 Mobile/15E148 Safari/604.1`],
  ['other', false, `${iphone} CriOS/117.0.5938.108 Mobile/15E148 Safari/604.1`],
  [
    'other',
    false,
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
  ],
  [
    'other',
    false,
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
  ],
  [
    'other',
    false,
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  ],
  ['other', false, 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
  [
    'webview',
    true,
    'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile',
  ],
  [
    'huawei',
    false,
    'Mozilla/5.0 (Phone; OpenHarmony 5.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.1.3.300',
  ],
];

describe('isInApp', () => {
  it.each(agents)('recognises %s (in an app: %s) by %s', (_, inApp, agent) => {
    expect(isInApp(agent)).toBe(inApp);
  });
});
