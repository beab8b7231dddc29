import { svg, html, type TemplateResult } from 'lit';

const shapes = {
  camera: svg`<path d="M4 8.5 H7.5 L9 6 H15 L16.5 8.5 H20 V18.5 H4 Z" /><circle cx="12" cy="13" r="3.2" />`,
  'camera-off': svg`<path d="M4 8.5 H7.5 L9 6 H15 L16.5 8.5 H20 V18.5 H4 Z M3.5 3.5 L20.5 20.5" /><circle cx="12" cy="13" r="3.2" />`,
  face: svg`<path d="M4 8 V5 H7 M17 5 H20 V8 M20 16 V19 H17 M7 19 H4 V16 M9 10 V11.5 M15 10 V11.5 M9 14.8 Q12 17 15 14.8" />`,
  lock: svg`<path d="M6 11 H18 V20 H6 Z M8.5 11 V8 A3.5 3.5 0 0 1 15.5 8 V11 M12 14.5 V16.5" />`,
  check: svg`<path pathLength="1" d="M5 12.5 L10 17.5 L19.5 7.5" />`,
  again: svg`<path d="M19 12 A7 7 0 1 1 16.6 6.7 M17 3 V7 H13" />`,
  clock: svg`<circle cx="12" cy="12" r="8" /><path d="M12 7.5 V12 L15 14" />`,
  network: svg`<path d="M4 10 Q12 2.500 20 10 M7 13.500 Q12 8.500 17 13.500 M12 18 V18.2" />`,
  send: svg`<path d="M12 16 V5 M7.5 9.5 L12 5 L16.5 9.5 M5 15 V19 H19 V15" />`,
  warning: svg`<path d="M12 4.5 L21 19.5 H3 Z M12 10.5 V14 M12 16.6 V16.8" />`,
} as const;

export type IconName = keyof typeof shapes;

/** A line icon. It is decoration, and the text beside it says the same. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
