/** Lit as the element has it. The steps of a filing are a script of their own (`filing.mjs`), which must not have a second Lit. */
import type { css, html, nothing, svg } from 'lit';

export interface Lit {
  readonly html: typeof html;
  readonly css: typeof css;
  readonly svg: typeof svg;
  readonly nothing: typeof nothing;
}
