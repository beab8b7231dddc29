/** What the authority was asked and answered, with what the provider and the filer read of it side by side. */
import { html, nothing, type TemplateResult } from 'lit';
import type { OpenReason, ProviderCase } from '#protocol/case/case.ts';
import type { Locale } from '#protocol/locale.ts';
import { caseWords } from '../case-words.ts';
import { askedOf, filerReads, type Asked } from '../comparison.ts';
import { isWorking } from '../steps.ts';
import type { Filed } from '../subject.ts';
import { reasonText } from '../trouble.ts';
import { wordings, type Wording } from '../wording.ts';

interface ComparisonStep {
  readonly filing: Filed;
  readonly locale: Locale;
  readonly busy: boolean;
  readonly ask: () => void;
}

export function comparisonStep({ filing, locale, busy, ask }: ComparisonStep): TemplateResult {
  const wording = wordings[locale];
  const { filed } = filing;
  const asked = askedOf(filing);
  const isAsking = busy || isWorking(filed);
  return html`
    <p class="lead">${wording.comparisonLead}</p>
    ${
      filed.state === 'open' || filed.state === 'comparing'
        ? html`<button class="start" type="button" ?disabled=${isAsking} @click=${ask}>
            ${isAsking ? wording.asking : wording.ask}
          </button>`
        : nothing
    }
    ${reasonsOf(filed, locale)} ${asked.length > 0 ? sides(filed, asked, locale) : nothing}
  `;
}

const reasonsOf = ({ reasons, reviews }: ProviderCase, locale: Locale): TemplateResult | typeof nothing =>
  reasons.length === 0
    ? nothing
    : html`<div class="reasons" role="alert">
        <p>${wordings[locale].why}</p>
        <ul>
          ${reasons.map((reason) => html`<li>${reasonText(reason, locale)}${returnedFor(reason, reviews, locale)}</li>`)}
        </ul>
        <p>${wordings[locale].tryAnother}</p>
      </div>`;

/** What the reviewer returned the case for. */
function returnedFor({ cause }: OpenReason, reviews: ProviderCase['reviews'], locale: Locale): string {
  const causes = reviews.findLast(({ decision }) => decision === 'return')?.causes ?? [];
  if (cause !== 'returned-by-reviewer' || causes.length === 0) return '';
  const { colon, comma } = wordings[locale];
  return `${colon}${causes.map((each) => caseWords[locale].returns[each]).join(comma)}`;
}

function sides(filed: ProviderCase, asked: readonly Asked[], locale: Locale): TemplateResult {
  const wording = wordings[locale];
  return html`<div class="sides">
    <div>
      <h3>${wording.providerReads}</h3>
      ${asked.map((each) => question(each, locale, wording))}
    </div>
    <div>
      <h3>${wording.filerReads}</h3>
      ${filed.subjects
        .filter(({ required }) => required)
        .map(
          ({ id, name }) =>
            html`<p class="filer-reads"><strong>${name}</strong> ${wording.filerSentences[filerReads(filed, id)]}</p>`,
        )}
    </div>
  </div>`;
}

function question({ comparison, about, sent, consentedAtMs }: Asked, locale: Locale, wording: Wording): TemplateResult {
  const words = caseWords[locale];
  const { result, tries, current } = comparison;
  const rows: (readonly [string, unknown])[] = [
    [wording.asked, html`${about}`],
    [
      wording.sent,
      sent.map((fact) => (fact === 'portrait' ? wording.portrait : words.facts[fact])).join(wording.comma),
    ],
    ...(consentedAtMs === undefined ? [] : ([[wording.consented, timeOf(consentedAtMs, locale)]] as const)),
    ...(result ? ([[wording.authority, html`${result.authority} <code>${result.code}</code>`]] as const) : []),
    ...(result?.score === undefined
      ? []
      : ([[wording.answered, wording.score(result.score, result.threshold)]] as const)),
    ...(result?.wrong?.length
      ? ([[wording.wrong, result.wrong.map((fact) => words.facts[fact]).join(wording.comma)]] as const)
      : []),
  ];
  return html`<article class="question ${result?.outcome === 'match' ? 'good' : ''} ${current ? '' : 'outdated'}">
    <p class="outcome">
      ${result ? html`${words.outcomes[result.outcome]} <code>${result.outcome}</code>` : wording.asking}
    </p>
    <dl class="facts">
      ${rows.map(
        ([label, value]) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <small>${wording.tries(tries)}${result ? ` · ${wording.billed[result.billed]}` : ''}</small>
    ${result && comparison.answeredAtMs === undefined ? html`<p>${wording.stillAsking}</p>` : nothing}
    ${current ? nothing : html`<p>${wording.outdated}</p>`}
  </article>`;
}

export const timeOf = (atMs: number, locale: Locale): string =>
  new Date(atMs).toLocaleTimeString(locale, { hour12: false });
