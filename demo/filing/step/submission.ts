/** The hand-over to the bureau: what goes along, one button, and what became of it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CaseSubmission } from '#protocol/case/submission.ts';
import type { Locale } from '#protocol/locale.ts';
import { meaningOfCode } from '../../../worker/bureau/v3/codes.ts';
import { bureauScenes, newestRound, type BureauScene } from '../bureau.ts';
import type { Filed } from '../subject.ts';
import { submissionWordings } from '../submission-wording.ts';
import { caseWords } from '../case-words.ts';
import { wordings } from '../wording.ts';
import { timeOf } from './comparison.ts';

interface SubmissionStep {
  readonly filing: Filed;
  readonly locale: Locale;
  readonly busy: boolean;
  readonly scene: BureauScene;
  readonly choose: (scene: BureauScene) => void;
  readonly submit: () => void;
  readonly resume: () => void;
}

export function submissionStep(step: SubmissionStep): TemplateResult {
  const { filing, locale } = step;
  const words = submissionWordings[locale];
  const round = newestRound(filing);
  const isReady = filing.filed.state === 'form-ready';
  return html`
    <p class="lead">${words.submitLead}</p>
    ${isReady ? offer(step) : nothing} ${round && !isReady ? roundFacts(round, locale) : nothing}
    ${round?.trouble && !isReady ? troubleOf(round.trouble, step) : nothing}
  `;
}

function offer({ filing: { filed }, locale, busy, scene, choose, submit }: SubmissionStep): TemplateResult {
  const words = submissionWordings[locale];
  const { comma, colon } = wordings[locale];
  const documents = filed.documents.map(({ kind }) => caseWords[locale].documents[kind]);
  return html`
    <p>${words.goesWith}${colon}${[...new Set([wordings[locale].steps.form, ...documents])].join(comma)}</p>
    <button class="start" type="button" ?disabled=${busy} @click=${submit}>
      ${busy ? words.submitting : words.submit}
    </button>
    <details class="fold">
      <summary>${words.scene}</summary>
      <div class="field">
        <label
          >${words.scene}
          <select @change=${({ target }: Event) => choose(bureauScenes[(target as HTMLSelectElement).selectedIndex]!)}>
            ${bureauScenes.map((each) => html`<option .selected=${each === scene}>${words.scenes[each]}</option>`)}
          </select></label
        >
      </div>
    </details>
  `;
}

export function roundFacts({ round, file, takenAtMs, handedOverAtMs }: CaseSubmission, locale: Locale): TemplateResult {
  const words = submissionWordings[locale];
  const rows = [
    [words.round(round), timeOf(handedOverAtMs, locale)],
    ...(file ? [[words.file, html`${file.sequence} <code>${file.digest.slice(0, 12)}…</code>`]] : []),
    ...(takenAtMs === undefined ? [] : [[words.takenAt, timeOf(takenAtMs, locale)]]),
  ];
  return html`
    <dl class="facts">
      ${rows.map(
        ([label, value]) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${takenAtMs === undefined ? html`<p role="status">${words.submitting}</p>` : nothing}
  `;
}

function troubleOf(trouble: NonNullable<CaseSubmission['trouble']>, { locale, busy, resume }: SubmissionStep) {
  const words = submissionWordings[locale];
  return html`<div class="reasons" role="alert">
    <p>${words.trouble}${codeText(trouble, locale)}</p>
    ${
      trouble.remedy === 'operate'
        ? html`<p>${words.stopped}</p>
            <button type="button" class="plain" ?disabled=${busy} @click=${resume}>${words.resume}</button>`
        : html`<p>${words.waits}</p>`
    }
  </div>`;
}

/** A code in words, with its number where the bureau has sent one. */
export const codeText = ({ code, cause }: { code: number; cause: string }, locale: Locale): TemplateResult =>
  code === 0 ? html`<code>${cause}</code>` : html`${meaningOfCode(code).words[locale]} <code>${code} ${cause}</code>`;
