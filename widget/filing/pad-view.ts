/** The pad as it is shown: to draw on, or with a field to type into. */
import type { TemplateResult } from 'lit';
import { strokeScale } from '#protocol/filing/form/strokes.ts';
import type { Locale } from '#protocol/locale.ts';
import type { Lit } from './lit.ts';
import type { Pad } from './pad.ts';
import { padRatio } from './strokes.ts';
import { wordings } from './wording.ts';

export interface ShownPad {
  readonly pad: Pad;
  readonly locale: Locale;
  readonly isSending: boolean;
  /** The person ends the signature. */
  readonly onConfirm: () => void;
}

export const padView = (lit: Lit, shown: ShownPad): TemplateResult =>
  shown.pad.typed === undefined ? drawn(lit, shown) : typed(lit, shown);

/** Why what is on the pad is no signature of the person, if it is none. */
export function padFault({ html, nothing }: Lit, { pad, locale }: ShownPad): TemplateResult | typeof nothing {
  const { sign } = wordings[locale];
  if (!pad.fault) return nothing;
  return html`<p class="missing" id="pad-fault" role="alert">
    ${pad.fault === 'missing' ? sign.missing : sign.otherName(pad.name)}
  </p>`;
}

function drawn(lit: Lit, { pad, locale, isSending }: ShownPad): TemplateResult {
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

function typed(lit: Lit, { pad, locale, isSending, onConfirm }: ShownPad): TemplateResult {
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
