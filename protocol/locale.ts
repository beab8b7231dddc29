/** The languages of everything that a person reads. */
export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
