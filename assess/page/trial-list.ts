/** The list of the assessor's own trials. */
import { html, type TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import { isAppraised, isError, type Trial } from '../count/trial.ts';
import { reportWords } from '../report/report-words.ts';
import { presentedText } from '../report/species-words.ts';
import { unfinishedText } from './error-text.ts';
import type { KeptTrial } from './kept-trials.ts';
import { pageWords } from './page-words.ts';
import type { Source } from './verifier.ts';

/** How many trials the list shows. The report and the exported files have all of them. */
const shownTrials = 30;

export interface TrialActions {
  /** @param n number of the trial in the list, from 1 */
  readonly onView: (n: number, trial: Trial, source: Source) => void;
  readonly onSaveBundle: (source: Source) => void;
}

/** The newest trials, newest first. */
export function trialList(kept: readonly KeptTrial[], locale: Locale, actions: TrialActions): TemplateResult {
  const rows = kept.map((each, n) => trialRow(each, n + 1, locale, actions));
  return html`
    <article class="panel">
      <h3>${pageWords[locale].trials}</h3>
      <ol class="trials" reversed start=${kept.length}>
        ${rows.slice(-shownTrials).toReversed()}
      </ol>
    </article>
  `;
}

function trialRow({ trial, source }: KeptTrial, n: number, locale: Locale, actions: TrialActions): TemplateResult {
  const words = pageWords[locale];
  return html`
    <li>
      <span>${trialName(trial, locale)}</span>
      <b class=${outcomeClass(trial)}>${reportWords[locale].outcomes[trial.outcome]}</b>
      ${
        source
          ? html`<span class="buttons">
              <button @click=${() => actions.onView(n, trial, source)}>${words.view}</button>
              <button @click=${() => actions.onSaveBundle(source)}>${words.bundle}</button>
            </span>`
          : reason(trial, locale)
      }
    </li>
  `;
}

/** What a trial presented, and who or what played it. */
export const trialName = (trial: Trial, locale: Locale): string => `${presentedText(trial, locale)} · ${trial.player}`;

/** Why a trial has no appraisal. */
function reason({ code }: Trial, locale: Locale): TemplateResult {
  if (code === undefined) return html`<small>${pageWords[locale].noAppraisal}</small>`;
  return html`<small>${unfinishedText(code, locale)} <code>${code}</code></small>`;
}

/** The CSS class that gives an outcome its colour. A trial without a verdict is neither right nor wrong. */
function outcomeClass(trial: Trial): string {
  if (isError(trial)) return 'wrong';
  return isAppraised(trial) && trial.outcome !== 'too-slow' ? 'right' : 'void';
}
