/** The ministry's short message: the sandbox's phones, on which it arrives. */
import { html, type TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import { messagesOf, type ShortMessage } from '../bureau.ts';
import type { Filed } from '../subject.ts';
import { submissionWordings } from '../submission-wording.ts';
import { timeOf } from './comparison.ts';

interface SmsStep {
  readonly filing: Filed;
  readonly locale: Locale;
  readonly busy: boolean;
  readonly messages: readonly ShortMessage[];
  readonly answer: (message: ShortMessage) => void;
}

export function smsStep({ filing, locale, busy, messages, answer }: SmsStep): TemplateResult {
  const words = submissionWordings[locale];
  const own = messagesOf(filing, messages);
  return html`
    <p class="lead">${words.smsLead}</p>
    ${own.length === 0 ? html`<p role="status">${words.noMessage}</p>` : ''}
    ${own.map(
      (message) =>
        html`<article class="phone">
          <h3>${words.phone(message.name, message.mobile)}</h3>
          <p>${words.message(message.code)}</p>
          <p>
            <small
              >${timeOf(message.sentAtMs, locale)} ·
              ${words.smsUntil(new Date(message.untilMs).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' }))}</small
            >
          </p>
          ${
            message.answered
              ? html`<p role="status">✓ ${words.answered}</p>`
              : html`<button class="start" type="button" ?disabled=${busy} @click=${() => answer(message)}>
                  ${words.answer}
                </button>`
          }
        </article>`,
    )}
    ${own.length > 0 && own.every(({ answered }) => answered) ? html`<p role="status">${words.official}</p>` : ''}
  `;
}
