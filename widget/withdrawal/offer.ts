import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import type { Wording } from '../locale/wording.ts';
import type { Withdrawal } from './controller.ts';

export interface Offer extends Withdrawal {
  readonly locale: Locale;
  readonly wording: Wording;
  readonly onAsk: () => void;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
  readonly onCopy: () => void;
}

/** What is kept until when, the button that withdraws, the question whether the person is sure, and the link for later. */
export function withdrawalOffer(offer: Offer): TemplateResult {
  const { stage, keptUntilMs, locale, wording, onAsk } = offer;
  const { withdrawal } = wording;
  return html`
    <section class="withdrawal" part="withdrawal" aria-label=${withdrawal.title}>
      ${
        stage === 'offered'
          ? html`
              <p>${withdrawal.kept(dateOf(keptUntilMs, locale))}</p>
              <div class="choices">
                <button class="secondary" id="withdraw" @click=${onAsk}>${withdrawal.offer}</button>
                ${link(offer)}
              </div>
            `
          : question(offer)
      }
    </section>
  `;
}

function question({ stage, wording, onCancel, onConfirm }: Offer): TemplateResult {
  const { withdrawal } = wording;
  const isSending = stage === 'sending';
  return html`
    <div role="group" aria-labelledby="withdraw-question" aria-describedby="withdraw-detail">
      <h3 id="withdraw-question" tabindex="-1">${withdrawal.question}</h3>
      <p id="withdraw-detail">${withdrawal.detail}</p>
      <p class="unsent" role="alert">${stage === 'unsent' ? withdrawal.unsent : nothing}</p>
      <div class="choices">
        <button class="secondary grave" id="withdraw-confirm" ?disabled=${isSending} @click=${onConfirm}>
          ${isSending ? withdrawal.sending : withdrawal.confirm}
        </button>
        <button class="secondary" id="withdraw-cancel" ?disabled=${isSending} @click=${onCancel}>
          ${withdrawal.cancel}
        </button>
      </div>
    </div>
  `;
}

function link({ url, copied, wording, onCopy }: Offer): TemplateResult {
  const { withdrawal } = wording;
  return html`
    <button class="secondary" id="withdraw-copy" @click=${onCopy}>${withdrawal.copy}</button>
    <p class="copied" role="status">
      ${copied === 'copied' ? withdrawal.copied : copied === 'by-hand' ? withdrawal.byHand : nothing}
    </p>
    ${copied === 'by-hand' ? html`<textarea class="link" aria-label=${withdrawal.copy} readonly rows="3" .value=${url}></textarea>` : nothing}
  `;
}

const dateOf = (atMs: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(atMs);
