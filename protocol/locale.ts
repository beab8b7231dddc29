/** Languages that people are spoken to in. */
export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
