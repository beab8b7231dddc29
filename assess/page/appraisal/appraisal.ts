/** Shows the appraisal of a challenge: the measures over time, and every check. The provider's demo uses it too. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import type { Locale } from '#protocol/locale.ts';
import { appraisalWords, checkName } from '../../report/appraisal-words.ts';
import { measuredText } from '../../report/measures.ts';
import { plot } from './plot.ts';

/** Renders two panels. Their styles are in appraisal.css. */
export function appraisalView(appraisal: AppraisalRecord, locale: Locale): TemplateResult {
  const words = appraisalWords[locale];
  const failed = appraisal.checks.filter(({ passed }) => !passed);
  return html`
    <article class="panel">
      <h3>${words.measures}</h3>
      <small>${words.measuresLead}</small>
      ${plot(appraisal, locale)}
    </article>
    <article class="panel">
      <h3>${words.checks}</h3>
      <small>${words.checksLead(appraisal.checks.length, failed.length)}</small>
      ${appraisal.review ? html`<p class="review">${words.reviewLead}</p>` : nothing}
      <ul class="checks">
        ${[...failed, ...appraisal.checks.filter(({ passed }) => passed)].map(
          ({ name, weight, passed, measured }) => html`
            <li class=${passed ? 'passed' : weight === 'risk' ? 'risk' : 'failed'}>
              <span>${checkName(name, locale)}</span>
              <small>${measuredText(name, measured, locale)}</small>
              <b>${passed ? words.passed : weight === 'risk' ? words.risk : words.notPassed}</b>
            </li>
          `,
        )}
      </ul>
    </article>
  `;
}
