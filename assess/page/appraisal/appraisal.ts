/** Shows how a challenge was appraised: the measures over time, and every check. The provider's demo uses it too. */
import { html, type TemplateResult } from 'lit';
import type { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import type { Locale } from '#protocol/locale.ts';
import { appraisalWords, checkName } from '../../report/appraisal-words.ts';
import { measuredText } from '../../report/measures.ts';
import { plot } from './plot.ts';

/** Two panels. Their style is in appraisal.css. */
export function appraisalView(appraisal: AppraisalRecord, locale: Locale): TemplateResult {
  const words = appraisalWords[locale];
  const failed = appraisal.checks.filter(({ passed }) => !passed);
  return html`
    <article class="panel">
      <h3>${words.measures}</h3>
      <small>${words.measuresLead}</small>
      ${plot(appraisal, words)}
    </article>
    <article class="panel">
      <h3>${words.checks}</h3>
      <small>${words.checksLead(appraisal.checks.length, failed.length)}</small>
      <ul class="checks">
        ${[...failed, ...appraisal.checks.filter(({ passed }) => passed)].map(
          ({ name, passed, measured }) => html`
            <li class=${passed ? 'passed' : 'failed'}>
              <span>${checkName(name, locale)}</span>
              <small>${measuredText(name, measured, locale)}</small>
              <b>${passed ? words.passed : words.notPassed}</b>
            </li>
          `,
        )}
      </ul>
    </article>
  `;
}
