/** What the bureau has decided: the filing numbers, or what it returned the filing for and how to go on. */
import { html, nothing, type TemplateResult } from 'lit';
import type { FilingNumbers, MinistryResult } from '#protocol/case/submission.ts';
import type { Locale } from '#protocol/locale.ts';
import { newestRound } from '../bureau.ts';
import { serviceNames } from '../review.ts';
import type { Filed } from '../subject.ts';
import { submissionWordings } from '../submission-wording.ts';
import { wordings } from '../wording.ts';
import { codeText } from './submission.ts';

interface ResultStep {
  readonly filing: Filed;
  readonly locale: Locale;
  /** The record's form, with its button to save, where the case was returned. */
  readonly correction: TemplateResult;
}

export function resultStep({ filing, locale, correction }: ResultStep): TemplateResult {
  const words = submissionWordings[locale];
  const { filed } = filing;
  const result = newestRound(filing)?.result;
  if (filed.state === 'accepted') {
    return html`<p class="outcome good" role="status">${words.accepted}</p>
      ${filed.filingNumbers ? numbersOf(filing, filed.filingNumbers, locale) : html`<p>${words.numbersLater}</p>`}
      ${result ? opinionsOf(result, locale) : nothing}`;
  }
  return html`<div class="reasons" role="alert">
      <p>${words.returned}</p>
      <ul>
        ${(result?.codes ?? newestTrouble(filing)).map((code) => html`<li>${codeText(code, locale)}</li>`)}
      </ul>
      ${result ? opinionsOf(result, locale) : nothing}
    </div>
    <p>${words.correctLead}</p>
    ${correction}`;
}

/** Of a round that the verifier itself could not write. */
function newestTrouble(filing: Filed): { code: number; cause: string }[] {
  const trouble = newestRound(filing)?.trouble;
  return trouble ? [trouble] : [];
}

const opinionsOf = ({ opinions }: MinistryResult, locale: Locale) => {
  const texts = [...new Set(opinions.flatMap(({ text }) => text ?? []))];
  return texts.map((text) => html`<p>${submissionWordings[locale].opinion}${wordings[locale].colon}${text}</p>`);
};

function numbersOf({ record }: Filed, { organiser, services }: FilingNumbers, locale: Locale): TemplateResult {
  const names = serviceNames(record);
  const rows = [
    [submissionWordings[locale].organiserNumber, organiser.filingNumber ?? String(organiser.ministryId)],
    ...services.map(({ id, filingNumber, ministryId }) => [names[id] ?? id, filingNumber ?? String(ministryId)]),
  ];
  return html`<dl class="facts numbers">
    ${rows.map(
      ([label, value]) =>
        html`<dt>${label}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}
