/** What the page says when the backend did not do what was asked. */
import { html, nothing, type TemplateResult } from 'lit';
import type { OpenReason } from '#protocol/case/case.ts';
import type { Locale } from '#protocol/locale.ts';
import { ownValue } from '#protocol/own.ts';
import type { Problem } from '#protocol/problem.ts';
import { caseWords } from './case-words.ts';
import { wordings } from './wording.ts';

export type Trouble = Problem | 'unreachable';

export function troubleNote(trouble: Trouble | undefined, locale: Locale): TemplateResult | typeof nothing {
  if (trouble === undefined) return nothing;
  if (trouble === 'unreachable') return html`<p class="error" role="alert">${wordings[locale].unreachable}</p>`;
  const { code, title, detail, faults = [] } = trouble;
  return html`<div class="error" role="alert">
    <p>${wordings[locale].refused}${title} <code>${code}</code></p>
    ${detail === undefined ? nothing : html`<p><code>${detail}</code></p>`}
    ${
      faults.length === 0
        ? nothing
        : html`<ul>
            ${faults.map((fault) => html`<li>${faultText(fault, locale)}</li>`)}
          </ul>`
    }
  </div>`;
}

type Fault = NonNullable<Problem['faults']>[number];

/** A finding brings its own sentence, and a reason of a case has one here. */
function faultText(fault: Fault, locale: Locale): TemplateResult {
  const { code, path, message } = fault as Fault & { path?: string; message?: Readonly<Record<Locale, string>> };
  const sentence = message?.[locale] ?? ownValue(caseWords[locale].reasons, code);
  return html`${sentence} ${path === undefined ? nothing : html`<code>${path || '/'}</code>`} <code>${code}</code>`;
}

/** Where the reasons of a case point to. */
export const reasonText = ({ cause, about, path, document, field }: OpenReason, locale: Locale): TemplateResult =>
  html`${caseWords[locale].reasons[cause]}
    ${[about, path, document, field].filter((part) => part !== undefined).map((part) => html`<code>${part}</code> `)}
    <code>${cause}</code>`;
