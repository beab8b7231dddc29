/**
 * Advice for a person whose browser or page cannot run the verification. The texts are short, because `/support.js`
 * has them.
 */
import type { Locale } from '#protocol/locale.ts';
import type { SupportAdvice } from '../contract.ts';
import type { Place } from './place.ts';
import type { EnvironmentCode, ProblemCode } from './support-code.ts';

/** Another browser that there is on each system. */
export const otherBrowser: Readonly<Record<Locale, Readonly<Record<Place['system'], string>>>> = {
  'zh-CN': {
    harmony: '系统自带的浏览器',
    ios: 'Safari',
    android: '手机自带的浏览器或 Chrome',
    other: 'Chrome 或 Edge',
  },
  en: {
    harmony: 'the system’s own browser',
    ios: 'Safari',
    android: 'the phone’s own browser or Chrome',
    other: 'Chrome or Edge',
  },
};

/** Whether all browsers have the system's engine, so that another browser, or a newer one, cannot do more. */
export const hasOneEngine = ({ system }: Place): boolean => system === 'ios' || system === 'harmony';

/** Whether the app's menu leads to a browser. In mini-programs it does not, and elsewhere nobody has seen it. */
const hasWayOut = ({ system, shownIn }: Place): boolean =>
  shownIn === 'app' && (system === 'ios' || system === 'android');

/** What the person can do. */
export const environmentAdvice: Readonly<Record<Locale, (code: EnvironmentCode, place: Place) => string>> = {
  'zh-CN': (code, place) =>
    ({
      'page-insecure': '浏览器只让 https 页面使用摄像头。请改用 https:// 开头的地址，或者告知服务商。',
      'camera-forbidden': '请用浏览器直接打开，不要嵌在其他页面或应用里；或者告知服务商。',
      'browser-in-app':
        (place.shownIn === 'mini-program' ? '小程序' : '这个应用') +
        '里的网页无法完成核验。' +
        (hasWayOut(place) ? '点右上角“···”，选“在浏览器打开”；或者' : '请') +
        `复制链接，粘贴到浏览器打开（${otherBrowser['zh-CN'][place.system]}）。`,
      'browser-unsupported': hasOneEngine(place)
        ? '请更新系统，或者复制链接，到另一台设备上打开。'
        : '请更新浏览器，或者复制链接，换用新版 Chrome 或 Edge 打开。',
    })[code],
  en: (code, place) =>
    ({
      'page-insecure':
        'Browsers give the camera to https pages only. Use the address that starts with https://, or tell your provider.',
      'camera-forbidden': 'Open it in the browser itself, not inside another page or app, or tell your provider.',
      'browser-in-app':
        `Pages in ${place.shownIn === 'mini-program' ? 'a mini-program' : 'this app'} cannot run the check. ` +
        (hasWayOut(place) ? 'Tap ··· at the top right and choose “Open in browser”, or copy' : 'Copy') +
        ` the link into ${otherBrowser.en[place.system]}.`,
      'browser-unsupported': hasOneEngine(place)
        ? 'Update the system, or copy the link and open it on another device.'
        : 'Update your browser, or copy the link into a new Chrome or Edge.',
    })[code],
};

/** The advice to follow first; undefined if there is no problem. */
export function adviceOnSupport(problems: readonly ProblemCode[], place: Place): SupportAdvice | undefined {
  if (problems.length === 0) return undefined;
  const own = (['page-insecure', 'camera-forbidden'] as const).find((code) => problems.includes(code));
  const code = own || (place.shownIn === 'browser' ? 'browser-unsupported' : 'browser-in-app');
  return { code, 'zh-CN': environmentAdvice['zh-CN'](code, place), en: environmentAdvice.en(code, place) };
}
