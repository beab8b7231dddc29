import type { Locale } from '#protocol/locale.ts';
import { en } from './en.ts';
import type { Wording } from './wording.ts';
import { zhCN } from './zh-CN.ts';

export const wordings: Readonly<Record<Locale, Wording>> = { 'zh-CN': zhCN, en };

/** The locale for the first of these language tags that is supported; Chinese if none is. */
export function chooseLocale(...tags: readonly (string | null | undefined)[]): Locale {
  const spoken = tags.filter((tag) => tag).map((tag) => tag!.toLowerCase().split('-')[0]);
  const first = spoken.find((language) => language === 'zh' || language === 'en');
  return first === 'en' ? 'en' : 'zh-CN';
}
