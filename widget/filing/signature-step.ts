import type { TemplateResult } from 'lit';
import type { ConsentFiling } from '#protocol/session/consent.ts';
import { signedFacts } from './facts.ts';
import type { Lit } from './lit.ts';
import { padFault, padView, type ShownPad } from './pad-view.ts';
import { wordings } from './wording.ts';

export interface SignatureStep extends ShownPad {
  readonly filing: ConsentFiling;
  readonly recordDigest: string;
  /** Whether the record was changed while the person signed. */
  readonly isChanged: boolean;
}

/** Characters of the digest that are shown. Convention: enough to tell two versions of a record apart. */
const shownDigest = 12;

/** The step that shows what is signed, and takes the signature. */
export function signatureStep(lit: Lit, step: SignatureStep): TemplateResult {
  const { html, nothing } = lit;
  const { filing, recordDigest, locale, isChanged, isSending, onConfirm } = step;
  const { sign } = wordings[locale];
  return html`
    <div class="step" part="signing">
      <h2 tabindex="-1" aria-describedby="signing">${sign.title}</h2>
      <p id="signing">${sign.what}</p>
      ${isChanged ? html`<p class="missing" role="alert">${sign.changed}</p>` : nothing}
      ${signedFacts(lit, filing, locale)} ${padView(lit, step)}
      <div class="agree">
        ${padFault(lit, step)}
        <button class="primary" part="button" type="button" ?disabled=${isSending} @click=${onConfirm}>
          ${isSending ? sign.sending : sign.confirm}
        </button>
      </div>
      <p class="alternative">${sign.notThis}</p>
      <p class="code">${sign.digest} <code>${recordDigest.slice(0, shownDigest)}</code></p>
    </div>
  `;
}
