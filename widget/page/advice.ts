/**
 * Advice for a person whose browser or page cannot run the verification. The texts are short, because `/support.js`
 * has them.
 */
import type { Locale } from '#protocol/locale.ts';
import type { SupportAdvice } from '../contract.ts';
import type { EnvironmentCode, ProblemCode } from './support-code.ts';

/** What the person can do. */
export const environmentAdvice: Readonly<Record<Locale, Readonly<Record<EnvironmentCode, string>>>> = {
  'zh-CN': {
    'page-insecure': '浏览器只让 https 页面使用摄像头。请改用 https:// 开头的地址，或者告知服务商。',
    'camera-forbidden': '请用浏览器直接打开，不要嵌在其他页面或应用里；或者告知服务商。',
    'browser-in-app':
      '这个应用里的浏览器无法完成核验。点右上角“···”，选“在浏览器打开”；或者复制链接，粘贴到手机自带浏览器、Safari 或 Chrome。',
    'browser-unsupported': '请更新浏览器，或者复制链接，换用新版 Chrome、Edge、Safari 打开。',
  },
  en: {
    'page-insecure':
      'Browsers give the camera to https pages only. Use the address that starts with https://, or tell your provider.',
    'camera-forbidden': 'Open it in the browser itself, not inside another page or app, or tell your provider.',
    'browser-in-app':
      'This app’s own browser cannot run the check. Tap ··· at the top right and choose “Open in browser”, or copy the link into the phone’s browser, Safari or Chrome.',
    'browser-unsupported': 'Update your browser, or copy the link into a new Chrome, Edge or Safari.',
  },
};

/** The advice to follow first; undefined if there is no problem. @param inApp whether the browser belongs to an app */
export function adviceOnSupport(problems: readonly ProblemCode[], inApp: boolean): SupportAdvice | undefined {
  if (problems.length === 0) return undefined;
  const own = (['page-insecure', 'camera-forbidden'] as const).find((code) => problems.includes(code));
  const code = own || (inApp ? 'browser-in-app' : 'browser-unsupported');
  return { code, 'zh-CN': environmentAdvice['zh-CN'][code], en: environmentAdvice.en[code] };
}
