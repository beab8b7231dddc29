/** The language of a page. */
import type { Locale } from '#protocol/locale.ts';

const key = 'beihe-locale';

export const browserLocale = (): Locale => (navigator.language.startsWith('en') ? 'en' : 'zh-CN');

/** The language that was last chosen on a page of this origin; if none was chosen, the browser's. */
export const keptLocale = {
  read(): Locale {
    try {
      const kept = localStorage.getItem(key);
      return kept === 'en' || kept === 'zh-CN' ? kept : browserLocale();
    } catch {
      return browserLocale();
    }
  },
  write(locale: Locale): void {
    try {
      localStorage.setItem(key, locale);
    } catch {
      // Without storage, the page has the browser's language after a reload.
    }
  },
};
