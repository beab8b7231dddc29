/** The theme and the custom properties that a page may set. All of them also apply inside the iframe. */

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
