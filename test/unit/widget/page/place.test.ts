/** Where an advice is read, by user agents that were really sent; and that it names only what there is in that place. */
import { describe, expect, it } from 'vitest';
import { attesterCodes } from '#protocol/failure-code.ts';
import { wordings } from '../../../../widget/locale/choose.ts';
import { explainedRefusals, mendAt } from '../../../../widget/locale/wording.ts';
import { adviceOnSupport } from '../../../../widget/page/advice.ts';
import { placeOf, type Place } from '../../../../widget/page/place.ts';
import { problemCodes } from '../../../../widget/page/support-code.ts';

const gecko = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const iphone = (version: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${version} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)`;
const harmony = (version: string) =>
  `Mozilla/5.0 (Phone; OpenHarmony ${version}) ${gecko} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile`;

type Row = readonly [
  name: string,
  system: Place['system'],
  shownIn: Place['shownIn'],
  agent: string,
  environment?: string,
];

const rows: readonly Row[] = [
  [
    'WeChat mini-program, iOS',
    'ios',
    'mini-program',
    `${iphone('17_2_1')} Mobile/15E148 MicroMessenger/8.0.76(0x18004c24) NetType/WIFI Language/zh_CN miniProgram/wx2c1c63e28bb33be1`,
  ],
  [
    'WeChat mini-program, Android',
    'android',
    'mini-program',
    `Mozilla/5.0 (Linux; Android 13; 2201122C Build/TKQ1.220807.001; wv) ${gecko} Version/4.0 Chrome/111.0.5563.116 Mobile Safari/537.36 XWEB/1110005 MMWEBSDK/20230805 MMWEBID/4650 MicroMessenger/8.0.42.2460(0x28002A58) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64 miniProgram/wxcb459ae1e3e8f9f2`,
  ],
  [
    'WeChat mini-program, Windows',
    'other',
    'mini-program',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${gecko} Chrome/132.0.0.0 Safari/537.36 MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI MiniProgramEnv/Windows WindowsWechat/WMPF WindowsWechat(0x63090a13) UnifiedPCWindowsWechat(0xf254162e) XWEB/18163 miniProgram/wxde8ac0a21135c07d`,
  ],
  [
    'WeChat mini-program that only its environment tells',
    'ios',
    'mini-program',
    `${iphone('12_1')} Mobile/15E148 MicroMessenger/6.7.3(0x16070321) NetType/WIFI Language/zh_CN`,
    'miniprogram',
  ],
  [
    'WeChat page outside a mini-program, which names its environment too',
    'android',
    'app',
    `Mozilla/5.0 (Linux; Android 16; PKM110 Build/BP2A.250605.015; wv) ${gecko} Version/4.0 Chrome/146.0.7680.177 Mobile Safari/537.36 XWEB/1460075 MMWEBSDK/20260202 MMWEBID/4073 MicroMessenger/8.0.71.3080(0x28004750) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64 MiniProgramEnv/android`,
  ],
  [
    'Alipay mini-program, iOS',
    'ios',
    'mini-program',
    `${iphone('15_0')} Mobile/19A346 Ariver/1.1.0 AliApp(AP/10.3.30.9000) Nebula WK RVKType(1) AlipayDefined(nt:WIFI,ws:390|780|3.0) AlipayClient/10.3.30.9000 Language/zh-Hans Region/CN MiniProgram APXWebView NebulaX/1.0.0`,
  ],
  [
    'Baidu mini-program, Android',
    'android',
    'mini-program',
    `Mozilla/5.0 (Linux; Android 8.0.0; BLN-AL40 Build/HONORBLN-AL40; wv) ${gecko} Version/4.0 Chrome/63.0.3239.83 Mobile Safari/537.36 T7/11.11 swan/2.8.0 swan-baiduboxapp/11.11.0.12 baiduboxapp/11.11.0.12 (Baidu; P1 8.0.0)`,
  ],
  [
    'WeChat, HarmonyOS NEXT',
    'harmony',
    'app',
    `${harmony('5.1')} MicroMessenger/8.0.10.41(0xf3100a29) Weixin NetType/4G Language/zh_CN MMWEBID/8058 MMWEBSDK/202508070004 XWEB/1140319`,
  ],
  ['a web view of an app, HarmonyOS NEXT', 'harmony', 'app', harmony('5.0')],
  ['the browser of HarmonyOS NEXT', 'harmony', 'browser', `${harmony('5.1')} HuaweiBrowser/5.1.3.300`],
  [
    'the browser of HarmonyOS 4, which is Android',
    'android',
    'browser',
    `Mozilla/5.0 (Linux; Android 12; HarmonyOS; NAM-AL00; HMSCore 6.14.0.302) ${gecko} Chrome/114.0.5735.196 HuaweiBrowser/15.0.7.301 Mobile Safari/537.36`,
  ],
  ['WeChat, iOS', 'ios', 'app', `${iphone('18_7_1')} Mobile/15E148 MicroMessenger/8.0.64(0x18004030) NetType/4G`],
  ['Safari, iOS', 'ios', 'browser', `${iphone('17_6_1')} Version/17.6 Mobile/15E148 Safari/604.1`],
  [
    'Edge, Windows',
    'other',
    'browser',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${gecko} Chrome/108.0.5359.71 Safari/537.36 Edg/108.0.1462.42`,
  ],
  ['nothing known', 'other', 'browser', 'curl/8.5.0'],
];

describe('placeOf', () => {
  for (const [name, system, shownIn, agent, environment] of rows) {
    it(`recognises ${name}`, () => {
      expect(placeOf(agent, environment)).toEqual({ system, shownIn });
    });
  }
});

/** All that a person can read in a place, in both languages. */
const textsAt = (place: Place): string[] => [
  ...Object.values(wordings).flatMap(({ failures }) =>
    [...attesterCodes, ...explainedRefusals]
      .filter((code) => code !== 'browser-in-app' || place.shownIn !== 'browser')
      .map((code) => mendAt(failures[code], place)),
  ),
  ...problemCodes.flatMap((code) => {
    const advice = adviceOnSupport([code], place)!;
    return [advice['zh-CN'], advice.en];
  }),
];

const systems = ['harmony', 'ios', 'android', 'other'] as const;
const places = systems.flatMap((system) =>
  (['browser', 'app', 'mini-program'] as const).map((shownIn): Place => ({ system, shownIn })),
);

/** What there is not in a place. */
const absent: readonly (readonly [what: string, pattern: RegExp, isAbsent: (place: Place) => boolean])[] = [
  ['no browser of another maker on HarmonyOS', /Safari|Chrome|Edge/, ({ system }) => system === 'harmony'],
  ['Safari only on iOS', /Safari/, ({ system }) => system !== 'ios'],
  ['no other engine on iOS', /Chrome|Edge/, ({ system }) => system === 'ios'],
  [
    'no way to a browser in the menu of a mini-program',
    /···|在浏览器打开|Open in browser/,
    ({ shownIn }) => shownIn === 'mini-program',
  ],
  ['no menu of an app in a browser', /···|这个应用|this app\b/i, ({ shownIn }) => shownIn === 'browser'],
  ['no menu that nobody has seen', /···/, ({ system }) => system === 'harmony' || system === 'other'],
  [
    'no address bar in an app',
    /地址栏|address to allow|网站设置|site settings/,
    ({ shownIn }) => shownIn !== 'browser',
  ],
  ['no browser to restart in an app', /重启浏览器|restart the browser/, ({ shownIn }) => shownIn !== 'browser'],
];

describe.each(absent)('an advice names %s', (_what, pattern, isAbsent) => {
  it.each(places.filter(isAbsent))('in $shownIn on $system', (place) => {
    expect(textsAt(place).filter((text) => pattern.test(text))).toEqual([]);
  });
});

describe('an advice leads on', () => {
  it.each(places)('from $shownIn on $system', (place) => {
    const { 'zh-CN': zh, en } = adviceOnSupport(['camera-missing'], place)!;
    // The link that the element offers to copy works in any browser.
    expect(zh).toContain('复制链接');
    expect(en).toMatch(/copy the link/i);
  });

  it('from an app of iOS and Android through the app’s menu', () => {
    for (const system of ['ios', 'android'] as const) {
      expect(adviceOnSupport(['camera-missing'], { system, shownIn: 'app' })!['zh-CN']).toContain('在浏览器打开');
    }
  });
});
