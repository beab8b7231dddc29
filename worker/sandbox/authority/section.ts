/** What the simulated databases were asked, and the numbers that make them answer otherwise: a part of `/sandbox/`. */
import { html } from 'hono/html';
import type { Locale } from '#protocol/locale.ts';
import { timeOf, type Html } from '../page/frame.ts';
import { faceCases, unitCases } from './aliyun.ts';
import type { ReceivedQuestion } from './received.ts';
import { scenesOf, testCreditCode, testResidentId, type Case } from './test-number.ts';
import { pageWording, type PageWording } from './wording.ts';

export function authoritySection(questions: readonly ReceivedQuestion[], locale: Locale): Html {
  const words = pageWording[locale];
  return html`<section aria-labelledby="authority">
      <h2 id="authority">${words.title}</h2>
      <p>${words.about}</p>
      <h3>${words.received}</h3>
      ${questions.length === 0 ? html`<p>${words.nothing}</p>` : receivedTable(questions, words, locale)}
    </section>
    <section aria-labelledby="numbers">
      <h2 id="numbers">${words.numbers}</h2>
      <p>${words.aboutNumbers}</p>
      ${numberTable(words.persons, faceCases, testResidentId, words)}
      ${numberTable(words.units, unitCases, testCreditCode, words)}
    </section>`;
}

const receivedTable = (questions: readonly ReceivedQuestion[], words: PageWording, locale: Locale): Html =>
  html`<p>${words.latest}</p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.time}</th>
            <th scope="col">${words.asked}</th>
            <th scope="col">${words.fields}</th>
            <th scope="col">${words.portrait}</th>
            <th scope="col">${words.answered}</th>
          </tr>
        </thead>
        <tbody>
          ${questions.map((question) => receivedRow(question, words, locale))}
        </tbody>
      </table>
    </div>`;

const receivedRow = (question: ReceivedQuestion, words: PageWording, locale: Locale): Html => {
  const { atMs, shape, operation, fields, portrait, answered } = question;
  return html`<tr>
    <td>${timeOf(atMs, locale)}</td>
    <td>${shape}<br /><code>${operation}</code></td>
    <td>
      <dl>
        ${Object.entries(fields).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </td>
    <td>
      ${portrait === undefined ? '–' : html`<img src="data:image/jpeg;base64,${portrait}" alt="${words.portrait}" width="96" />`}
    </td>
    <td><code>${answered}</code></td>
  </tr>`;
};

const numberTable = (
  caption: string,
  cases: readonly Case[],
  numberOf: (scene: number) => string,
  words: PageWording,
): Html =>
  html`<div class="wide">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.number}</th>
          <th scope="col">${words.plays}</th>
          <th scope="col">${words.code}</th>
        </tr>
      </thead>
      <tbody>
        ${scenesOf(cases).map(
          ({ scene, plays }) =>
            html`<tr>
              <td><code>${numberOf(scene)}</code></td>
              <td>${typeof plays === 'string' ? words.troubles[plays] : words.outcomes[plays.gives]}</td>
              <td>${typeof plays === 'string' ? '–' : html`<code>${plays.code}</code>`}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
