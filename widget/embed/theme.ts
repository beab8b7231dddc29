/** What a page may set of the element's look. All of it reaches into the iframe. */

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeProperties = [
  '--beihe-accent',
  '--beihe-on-accent',
  '--beihe-surface',
  '--beihe-text',
  '--beihe-radius',
  '--beihe-font',
] as const;
export type ThemeProperty = (typeof themeProperties)[number];
