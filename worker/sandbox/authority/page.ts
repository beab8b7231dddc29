/** `/sandbox/`: what the simulated databases received, and the numbers that make them answer otherwise. It has no script. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { locales, type Locale } from '#protocol/locale.ts';
import { faceCases, unitCases } from './aliyun.ts';
import type { Received, ReceivedQuestion } from './received.ts';
import { scenesOf, testCreditCode, testResidentId, type Case } from './test-number.ts';
import { pageWording, type PageWording } from './wording.ts';

type Html = ReturnType<typeof html>;

export const sandboxPage = (received: Received) =>
  new Hono().get('/sandbox/', async (c) => {
    const wanted = c.req.query('lang') ?? (c.req.header('accept-language')?.startsWith('en') ? 'en' : 'zh-CN');
    const locale = locales.find((each) => each === wanted) ?? 'zh-CN';
    c.header('Cache-Control', 'no-store');
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    );
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.html(pageOf(await received.list(), locale));
  });

function pageOf(questions: readonly ReceivedQuestion[], locale: Locale): Html {
  const words = pageWording[locale];
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${words.title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${styles}
        </style>
      </head>
      <body>
        <header>
          <h1>${words.title}</h1>
          <nav>
            <a href="?lang=${locale}">${words.reload}</a>
            <a href="?lang=${other}" hreflang="${other}" lang="${other}">${words.otherLanguage}</a>
          </nav>
        </header>
        <main>
          <p>${words.about}</p>
          <section aria-labelledby="received">
            <h2 id="received">${words.received}</h2>
            ${questions.length === 0 ? html`<p>${words.nothing}</p>` : receivedTable(questions, words, locale)}
          </section>
          <section aria-labelledby="numbers">
            <h2 id="numbers">${words.numbers}</h2>
            <p>${words.aboutNumbers}</p>
            ${numberTable(words.persons, faceCases, testResidentId, words)}
            ${numberTable(words.units, unitCases, testCreditCode, words)}
          </section>
        </main>
      </body>
    </html>`;
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
  const at = new Date(atMs);
  return html`<tr>
    <td><time datetime="${at.toISOString()}">${at.toLocaleTimeString(locale, { timeZone: 'Asia/Shanghai' })}</time></td>
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

const styles = `
  body { margin: 0; font: 100%/1.6 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
  header, main { padding: 0.5rem clamp(16px, 4vw, 40px); }
  header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 8px 24px; border-bottom: 1px solid #8886; }
  h1 { font-size: 1.25rem; margin: 0.25rem 0; }
  nav { display: flex; gap: 16px; }
  .wide { overflow-x: auto; margin-bottom: 24px; }
  table { border-collapse: collapse; min-width: 100%; }
  caption { text-align: start; font-weight: 600; padding: 8px 0; }
  th, td { text-align: start; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid #8884; }
  dl { margin: 0; } dl div { display: flex; gap: 8px; } dt { opacity: 0.75; } dd { margin: 0; overflow-wrap: anywhere; }
`;
