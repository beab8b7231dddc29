import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import type { ConsentText } from '#protocol/session/consent.ts';
import type { z } from 'zod';
import type { Wording } from '../locale/wording.ts';
import type { RunState } from '../run/shown.ts';
import { icon } from './icon.ts';

export interface ConsentStep {
  readonly text: z.infer<typeof ConsentText>;
  /** What is shown of a case; undefined in a session without one. */
  readonly facts: TemplateResult | undefined;
  readonly isGiven: boolean;
  readonly moreTime: RunState['moreTime'];
  readonly locale: Locale;
  readonly wording: Wording;
  /** Whether the person tried to continue without a required purpose. */
  readonly isMissing: boolean;
  readonly onAgree: () => void;
  /** Called when a checkbox was ticked or cleared. */
  readonly onChange: () => void;
}

/**
 * The step that shows the provider, the filing, the next steps, and the purposes to agree to. It is not a form, because an
 * iframe that is sandboxed without `allow-forms` submits none, and says nothing.
 */
export function consentStep({
  text,
  facts,
  isGiven,
  moreTime,
  locale,
  wording,
  isMissing,
  onAgree,
  onChange,
}: ConsentStep): TemplateResult {
  const { consent } = wording;
  const steps = ['camera', 'face', 'lock'] as const;
  return html`
    <div class="step" part="consent" @change=${onChange}>
      <h2 tabindex="-1">${consent.title}</h2>
      <p class="asks">${consent.asks(text.provider)}</p>
      ${
        facts ??
        (text.organiser || text.domains?.length
          ? html`<dl class="filing">
              ${text.organiser ? filed(consent.organiser, text.organiser) : nothing}
              ${text.domains?.length ? filed(consent.domains, text.domains.join(' · ')) : nothing}
            </dl>`
          : nothing)
      }
      <ol class="plan">
        ${consent.steps.map((step, n) => html`<li>${icon(steps[n]!)}<span>${step}</span></li>`)}
      </ol>
      ${moreTime ? moreTimeChoice(moreTime, consent) : nothing}
      ${isGiven ? nothing : purposes({ text, locale, wording, isMissing, onAgree })}
      <div class="agree">
        ${isMissing ? html`<p class="missing" id="missing" role="alert">${consent.missing}</p>` : nothing}
        <button class="primary" part="button" type="button" @click=${onAgree}>
          ${isGiven ? consent.resume : consent.agree}
        </button>
      </div>
      <slot name="alternative"><p class="alternative">${consent.alternative(text.provider)}</p></slot>
    </div>
  `;
}

/** Offers more time before anything has begun, or says that it was given. */
const moreTimeChoice = (moreTime: 'offered' | 'given', { slower, slowerDetail, slowerGiven }: Wording['consent']) =>
  moreTime === 'given'
    ? html`<p class="slower">${slowerGiven}</p>`
    : html`<label class="purpose slower">
        <input type="checkbox" name="more-time" />
        <span><b>${slower}</b>${slowerDetail}</span>
      </label>`;

const filed = (term: string, value: string): TemplateResult =>
  html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;

function purposes({
  text: { purposes: all },
  locale,
  wording: { consent },
  isMissing,
  onAgree,
}: Pick<ConsentStep, 'text' | 'locale' | 'wording' | 'isMissing' | 'onAgree'>): TemplateResult {
  // In a form, Enter in a checkbox would do the same.
  const onKey = ({ key }: KeyboardEvent) => key === 'Enter' && onAgree();
  return html`
    <fieldset class="purposes" aria-describedby=${isMissing ? 'missing' : nothing} @keydown=${onKey}>
      <legend>${consent.purposes}</legend>
      ${all.map(
        ({ id, required, text }) => html`
          <label class="purpose">
            <input type="checkbox" name="purpose" value=${id} ?required=${required} />
            ${purposeText(
              text[locale],
              html`<small class="tag ${required ? 'required' : ''}">
                ${required ? consent.required : consent.optional}
              </small>`,
            )}
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** Renders a purpose. Its name is the text before the first colon. */
function purposeText(text: string, tag: TemplateResult): TemplateResult {
  const [, name, detail] = /^([^：:]{1,80})[：:]\s*(.+)$/s.exec(text) ?? [undefined, text, ''];
  return html`<span><b>${name} ${tag}</b>${(detail ?? '').replace(/^[a-z]/, (first) => first.toUpperCase())}</span>`;
}
