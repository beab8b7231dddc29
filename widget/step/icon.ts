import { svg, html, type TemplateResult } from 'lit';

const shapes = {
  shield: svg`<path d="M12 3 19 6 V11.5 C19 16 16 19.4 12 21 C8 19.4 5 16 5 11.5 V6 Z M9 12 L11.2 14.2 L15.2 9.8" />`,
  camera: svg`<path d="M4 8.5 H7.5 L9 6 H15 L16.5 8.5 H20 V18.5 H4 Z" /><circle cx="12" cy="13" r="3.2" />`,
  face: svg`<path d="M4 8 V5 H7 M17 5 H20 V8 M20 16 V19 H17 M7 19 H4 V16 M9 10 V11.5 M15 10 V11.5 M9 14.8 Q12 17 15 14.8" />`,
  lock: svg`<path d="M6 11 H18 V20 H6 Z M8.5 11 V8 A3.5 3.5 0 0 1 15.5 8 V11 M12 14.5 V16.5" />`,
  check: svg`<path d="M5 12.5 L10 17.5 L19.5 7.5" />`,
  again: svg`<path d="M19 12 A7 7 0 1 1 16.6 6.7 M17 3 V7 H13" />`,
  warning: svg`<path d="M12 4.5 L21 19.5 H3 Z M12 10.5 V14 M12 16.6 V16.8" />`,
} as const;

/** A line icon; decoration beside words. */
export const icon = (name: keyof typeof shapes): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
