import type { TemplateResult } from 'lit';
import { strokeScale } from '#protocol/filing/form/strokes.ts';
import type { Locale } from '#protocol/locale.ts';
import type { ConsentFiling } from '#protocol/session/consent.ts';
import { signedFacts } from './facts.ts';
import type { Lit } from './lit.ts';
import type { Pad } from './pad.ts';
import { padRatio } from './strokes.ts';
import { wordings } from './wording.ts';

export interface SignatureStep {
  readonly filing: ConsentFiling;
  readonly recordDigest: string;
  readonly pad: Pad;
  readonly locale: Locale;
  /** Whether the record was changed while the person signed. */
  readonly isChanged: boolean;
  readonly isSending: boolean;
  readonly onConfirm: () => void;
}

/** Characters of the digest that are shown. Convention: enough to tell two versions of a record apart. */
const shownDigest = 12;

/** The step that shows what is signed, and takes the signature. */
export function signatureStep(lit: Lit, step: SignatureStep): TemplateResult {
  const { html, nothing } = lit;
  const { filing, recordDigest, pad, locale, isChanged, isSending, onConfirm } = step;
  const { sign } = wordings[locale];
  const { fault } = pad;
  return html`
    <div class="step" part="signing">
      <h2 tabindex="-1" aria-describedby="signing">${sign.title}</h2>
      <p id="signing">${sign.what}</p>
      ${isChanged ? html`<p class="missing" role="alert">${sign.changed}</p>` : nothing}
      ${signedFacts(lit, filing, locale)} ${pad.typed === undefined ? drawn(lit, step) : typed(lit, step)}
      <div class="agree">
        ${
          fault
            ? html`<p class="missing" id="pad-fault" role="alert">
                ${fault === 'missing' ? sign.missing : sign.otherName(pad.name)}
              </p>`
            : nothing
        }
        <button class="primary" part="button" type="button" ?disabled=${isSending} @click=${onConfirm}>
          ${isSending ? sign.sending : sign.confirm}
        </button>
      </div>
      <p class="alternative">${sign.notThis}</p>
      <p class="code">${sign.digest} <code>${recordDigest.slice(0, shownDigest)}</code></p>
    </div>
  `;
}

function drawn(lit: Lit, { pad, locale, isSending }: SignatureStep): TemplateResult {
  const { html } = lit;
  const { sign } = wordings[locale];
  const count = pad.strokes.length;
  return html`
    <p class="hand" id="pad-hint">${sign.pad(pad.name)}</p>
    <div
      class="pad"
      ?inert=${isSending}
      @pointerdown=${pad.onPointerDown}
      @pointermove=${pad.onPointerMove}
      @pointerup=${pad.onPointerEnd}
      @pointercancel=${pad.onPointerEnd}
    >
      ${picture(lit, pad, count === 0 ? sign.empty : sign.drawn(count))}
    </div>
    <div class="choices">
      <button class="secondary" type="button" ?disabled=${count === 0 || isSending} @click=${pad.undo}>
        ${sign.undo}
      </button>
      <button class="secondary" type="button" ?disabled=${count === 0 || isSending} @click=${pad.clear}>
        ${sign.clear}
      </button>
      <button class="secondary" id="sign-type" type="button" ?disabled=${isSending} @click=${pad.type}>
        ${sign.type}
      </button>
    </div>
  `;
}

function typed(lit: Lit, { pad, locale, isSending, onConfirm }: SignatureStep): TemplateResult {
  const { html, nothing } = lit;
  const { sign } = wordings[locale];
  // In a form, Enter in the field would do the same.
  const onKey = ({ key, isComposing }: KeyboardEvent) => key === 'Enter' && !isComposing && onConfirm();
  return html`
    <label class="typed">
      ${sign.typed(pad.name)}
      <input
        type="text"
        autocomplete="name"
        maxlength="128"
        .value=${pad.typed ?? ''}
        ?disabled=${isSending}
        aria-invalid=${pad.fault ? 'true' : nothing}
        aria-describedby=${pad.fault ? 'pad-fault' : nothing}
        @input=${pad.onInput}
        @keydown=${onKey}
      />
    </label>
    <div class="pad still" aria-hidden="true">${picture(lit, pad, '')}</div>
    <div class="choices">
      <button class="secondary" id="sign-draw" type="button" ?disabled=${isSending} @click=${pad.draw}>
        ${sign.draw}
      </button>
    </div>
  `;
}

const picture = ({ html, svg }: Lit, { strokes }: Pad, label: string): TemplateResult => html`
  <svg viewBox="0 0 ${strokeScale} ${strokeScale / padRatio}" role="img" aria-label=${label}>
    ${strokes.map((stroke) => svg`<polyline points=${stroke.map(([x, y]) => `${x},${y / padRatio}`).join(' ')} />`)}
  </svg>
`;
