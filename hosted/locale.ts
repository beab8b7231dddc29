/** The language of a page. */
import type { Locale } from '#protocol/locale.ts';

const key = 'beihe-locale';

export const browserLocale = (): Locale => (navigator.language.startsWith('en') ? 'en' : 'zh-CN');

/** The language that was chosen on one of these pages, kept through reloads; else the browser's. */
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
      // Without storage, a reload is in the browser's language.
    }
  },
};
