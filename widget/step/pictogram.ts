import { html, svg, type TemplateResult } from 'lit';
import type { Ask } from '#protocol/action/action.ts';

/** Name of the movement, which the styles animate. Turned as in a mirror: left is the person's left. */
const movementOf = (ask: Ask): string => (ask.kind === 'turn-head' ? `turn-${ask.direction}` : ask.kind);

const arrows: Readonly<Record<string, TemplateResult>> = {
  'turn-left': svg`<path class="arrow" d="M20 50 H5 M13 40 L4 50 L13 60" />`,
  'turn-right': svg`<path class="arrow" d="M100 50 H115 M107 40 L116 50 L107 60" />`,
  nod: svg`<path class="arrow" d="M108 38 V64 M99 55 L108 65 L117 55" />`,
};

/** A small face that shows the movement; decoration beside the words. */
export function pictogram(ask: Ask): TemplateResult {
  const movement = movementOf(ask);
  return html`
    <svg class="pictogram ${movement}" viewBox="0 0 120 100" aria-hidden="true">
      <ellipse class="head" cx="60" cy="50" rx="31" ry="40" />
      <g class="features">
        <ellipse class="eye" cx="48" cy="45" rx="4.4" ry="5" />
        <ellipse class="eye" cx="72" cy="45" rx="4.4" ry="5" />
        <path class="nose" d="M60 47 V57" />
        <ellipse class="mouth" cx="60" cy="70" rx="10" ry="2.4" />
      </g>
      ${arrows[movement]}
    </svg>
  `;
}
