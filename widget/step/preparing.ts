import { html, type TemplateResult } from 'lit';
import type { Wording } from '../locale/wording.ts';

/** The step that is shown while the session is read. */
export const preparingStep = ({ preparing }: Wording): TemplateResult => html`
  <div class="step waiting-step" role="status">
    <div class="spinner"></div>
    <p>${preparing}</p>
  </div>
`;
