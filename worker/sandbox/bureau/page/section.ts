/** What the sandbox's page shows of the bureau: totals, files, results, the switch, the test data. */
import { html } from 'hono/html';
import type { Locale } from '#protocol/locale.ts';
import type { Rows } from '../../../retention/rows.ts';
import { timeOf, type Html } from '../../page/frame.ts';
import { bureauPath } from '../account.ts';
import { totals } from '../books.ts';
import { dataWords } from '../codes.ts';
import type { Download } from '../downloads.ts';
import type { EntryKind } from '../entry.ts';
import type { Stage } from '../stage.ts';
import { switchSection } from './switch.ts';
import { bureauWording, type BureauWording } from './wording.ts';

export function bureauSection(rows: Rows, locale: Locale): Html {
  const words = bureauWording[locale];
  return html`<section aria-labelledby="bureau">
      <h2 id="bureau">${words.bureau}</h2>
      <p>${words.aboutBureau}</p>
      ${totalsList(rows, words)}
      <h3>${words.received}</h3>
      ${uploadList(rows, words, locale)}
      <h3>${words.results}</h3>
      ${downloadTable(rows, words, locale)}
    </section>
    ${switchSection(rows, words, locale)} ${testDataSection(words, locale)}`;
}

function totalsList(rows: Rows, words: BureauWording): Html {
  const { uploads, records, stages, downloads, filed } = totals(rows);
  const numbers = [
    [words.totals.uploads, uploads],
    [words.totals.records, records],
    [words.totals.sms, stages['sms'] ?? 0],
    [words.totals.review, stages['review'] ?? 0],
    [words.totals.waiting, downloads.made - downloads.acknowledged],
    [words.totals.filed, filed.organisers],
  ] as const;
  return html`<dl class="totals">
    ${numbers.map(
      ([name, number]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${number}</dd>
        </div>`,
    )}
  </dl>`;
}

const mostUploads = 20;
const mostRecords = 20;

interface UploadRow extends Record<string, string | number | null> {
  readonly sequence: number;
  readonly at_ms: number;
  readonly bytes: number;
  readonly fault: number | null;
}

interface RecordRow extends Record<string, string | number | null> {
  readonly id: number;
  readonly kind: EntryKind;
  readonly title: string;
  readonly stage: Stage;
  readonly codes: string;
}

function uploadList(rows: Rows, words: BureauWording, locale: Locale): Html {
  const uploads = rows.run<UploadRow>(
    `select sequence, at_ms, bytes, fault from uploads order by sequence desc limit ${mostUploads}`,
  );
  if (uploads.length === 0) return html`<p>${words.nothing}</p>`;
  return html`<p>${words.latest}</p>
    <ul class="cards">
      ${uploads.map(
        ({ sequence, at_ms: atMs, bytes, fault }) =>
          html`<li>
            <div class="line">
              <strong>${words.sequence} ${sequence}</strong>
              ${timeOf(atMs, locale)}
              <span>${Math.ceil(bytes / 1024)} ${words.kilobytes}</span>
              <a href="${bureauPath}/uploads/${sequence}.xml" download>${words.xml}</a>
            </div>
            ${
              fault === null
                ? recordList(rows, sequence, words, locale)
                : html`<p class="note wrong">${words.wholeFile}: ${codeText(fault, locale)}</p>`
            }
          </li>`,
      )}
    </ul>`;
}

function recordList(rows: Rows, sequence: number, words: BureauWording, locale: Locale): Html {
  const records = rows.run<RecordRow>(
    `select id, kind, title, stage, codes from records where sequence = ? order by id limit ${mostRecords}`,
    sequence,
  );
  return html`<ul class="entries">
    ${records.map(
      ({ id, kind, title, stage, codes }) =>
        html`<li>
          <a href="${bureauPath}/records/${id}?lang=${locale}">${title}</a>
          <span>${words.kinds[kind]}</span>
          ${stageMark(stage, words)} ${stage === 'wrong' ? html`<span>${codesText(codes, locale)}</span>` : ''}
        </li>`,
    )}
  </ul>`;
}

export const stageMark = (stage: Stage, words: BureauWording): Html =>
  html`<span class="stage ${stage}">${words.stages[stage]}</span>`;

export const codeText = (code: number, locale: Locale): string => `${code} ${dataWords[code]?.[locale] ?? ''}`;

/** @param codes JSON, as the books have them */
export const codesText = (codes: string, locale: Locale): string =>
  (JSON.parse(codes) as number[]).map((code) => codeText(code, locale)).join(locale === 'en' ? '; ' : '；');

function downloadTable(rows: Rows, words: BureauWording, locale: Locale): Html {
  const files = rows.run<Download & Record<string, string | number | null>>(
    `select n, name, kind, at_ms, results, served, acknowledged_ms from downloads order by n desc limit ${mostUploads}`,
  );
  if (files.length === 0) return html`<p>${words.noResults}</p>`;
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          <th scope="col">${words.file}</th>
          <th scope="col">${words.content}</th>
          <th scope="col">${words.answersRecords}</th>
          <th scope="col">${words.state}</th>
          <th scope="col">${words.given}</th>
        </tr>
      </thead>
      <tbody>
        ${files.map(
          ({ name, kind, results, served, acknowledged_ms: acknowledgedMs }) =>
            html`<tr>
              <td><code>${name}</code></td>
              <td>${words.downloads[kind]}</td>
              <td>${results}</td>
              <td>
                ${
                  acknowledgedMs === null
                    ? words.waits
                    : html`${words.acknowledged}<br />${timeOf(acknowledgedMs, locale)}`
                }
              </td>
              <td>${served}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Codes that a demonstration needs. The others work likewise. */
const shownCodes: readonly number[] = [1002, 1005, 1015, 1055, 1063, 1064];

const testDataSection = (words: BureauWording, locale: Locale): Html =>
  html`<section aria-labelledby="test-data">
    <h2 id="test-data">${words.testData}</h2>
    <p>${words.aboutTestData}</p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.domain}</th>
            <th scope="col">${words.result}</th>
          </tr>
        </thead>
        <tbody>
          ${shownCodes.map(
            (code) =>
              html`<tr>
                <td><code>sandbox-${code}.cn</code></td>
                <td>${codeText(code, locale)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
