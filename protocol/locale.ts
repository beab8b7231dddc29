/** The languages of all texts for persons. */
export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
