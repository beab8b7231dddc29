/** The panel above the results: what was presented, and buttons to export, print, open and clear results. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import { toCsv, type TrialSet } from '../count/trial-set.ts';
import { materials } from '../report/material.ts';
import { reportDocument } from '../report/report.ts';
import { pageWords } from './page-words.ts';
import { saveFile } from './save-file.ts';

export interface ResultTools {
  /** The results on the page. */
  readonly set: TrialSet;
  /** Name of the file that is shown; undefined while the assessor's own trials are shown. */
  readonly fileName: string | undefined;
  /** The assessor's own words for what was presented; may be empty. */
  readonly material: string;
  readonly canClear: boolean;
  readonly error: string | undefined;
  readonly onMaterial: (material: string) => void;
  readonly onFile: (event: Event) => void;
  readonly onCloseFile: () => void;
  readonly onClear: () => void;
}

export function resultTools(tools: ResultTools, locale: Locale): TemplateResult {
  const words = pageWords[locale];
  const { set, fileName, canClear, error } = tools;
  const name = `beihe-assessment-${new Date(set.madeAtMs).toISOString().slice(0, 16).replaceAll(/\D/g, '')}`;
  return html`
    <article class="panel fields tools">
      <h2>${words.results}</h2>
      ${
        fileName === undefined
          ? materialField(tools, locale)
          : html`<p role="status">
              ${words.showing(fileName)} <button @click=${tools.onCloseFile}>${words.close}</button>
            </p>`
      }
      <div class="buttons">
        <button @click=${() => saveFile(`${name}.json`, JSON.stringify(set), 'application/json')}>${words.json}</button>
        <button @click=${() => saveFile(`${name}.csv`, toCsv(set.trials), 'text/csv')}>${words.csv}</button>
        <button @click=${() => saveFile(`${name}.html`, reportDocument(set, locale), 'text/html')}>
          ${words.report}
        </button>
        <button @click=${() => print()}>${words.print}</button>
        <label class="button">
          ${words.open} <input type="file" accept=".json,application/json" @change=${tools.onFile} />
        </label>
        ${canClear ? html`<button @click=${tools.onClear}>${words.clear}</button>` : nothing}
      </div>
      ${error ? html`<p class="error" role="alert">${error}</p>` : nothing}
    </article>
  `;
}

const materialField = ({ material, onMaterial }: ResultTools, locale: Locale): TemplateResult => html`
  <label>
    ${pageWords[locale].material}
    <input
      maxlength="200"
      placeholder=${materials.page[locale]}
      .value=${material}
      @change=${(event: Event) => onMaterial((event.target as HTMLInputElement).value.trim())}
    />
  </label>
`;
