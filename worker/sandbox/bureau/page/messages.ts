/** `/sandbox/sms/`: the short messages, and the form that the ministry's page has. */
import { html } from 'hono/html';
import type { Locale } from '#protocol/locale.ts';
import type { Rows } from '../../../retention/rows.ts';
import { timeOf, type Html } from '../../page/frame.ts';
import { bureauPath } from '../account.ts';
import { maskedMobile, messagesOf, type Message, type MessageAnswer } from '../messages.ts';
import { bureauWording, type BureauWording } from './wording.ts';

const mostMessages = 50;

/** @param outcome of the code that was just entered */
export function messagePage(rows: Rows, locale: Locale, outcome: MessageAnswer | undefined): Html {
  const words = bureauWording[locale];
  const messages = messagesOf(rows, mostMessages);
  return html`<p>${words.aboutSms}</p>
    ${outcome === undefined ? '' : outcomeNote(outcome, words)}
    <form method="post" action="/sandbox/sms/?lang=${locale}" autocomplete="off">
      <label>
        ${words.code}
        <input name="code" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" required />
      </label>
      <label>
        ${words.lastSix}
        <input name="lastSix" pattern="[0-9A-Za-z]{6}" maxlength="6" required />
      </label>
      <button type="submit">${words.verify}</button>
    </form>
    ${
      messages.length === 0
        ? html`<p>${words.noMessages}</p>`
        : html`<ul class="cards">
            ${messages.map((message) => messageCard(message, words, locale))}
          </ul>`
    }`;
}

const outcomeNote = (outcome: MessageAnswer, words: BureauWording): Html =>
  html`<p class="note ${outcome === 'wrong' ? 'wrong' : ''}" role="status">
    ${outcome === 'wrong' ? words.refused : words.verified}
  </p>`;

const messageCard = (message: Message, words: BureauWording, locale: Locale): Html =>
  html`<li>
    <div class="line">
      <strong>${maskedMobile(message.mobile)}</strong>
      <span>${message.name}</span>
      ${timeOf(message.sent_ms, locale)}
      <a href="${bureauPath}/records/${message.record}?lang=${locale}">${words.of} ${message.record}</a>
    </div>
    <p>${words.message(message.code)}</p>
    <p>
      ${
        message.answered_ms === null
          ? html`${words.until} ${timeOf(message.until_ms, locale)}`
          : html`<span class="stage accepted">${words.answeredAt}</span> ${timeOf(message.answered_ms, locale)}`
      }
    </p>
  </li>`;
