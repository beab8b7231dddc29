/** The live checks of the case's persons, one after another, by the element that a provider's page has too. */
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Locale } from '#protocol/locale.ts';
import { isVerified } from '../steps.ts';
import type { Filed } from '../subject.ts';
import { wordings } from '../wording.ts';
import type { PhaseDetail } from '../../../widget/contract.ts';

interface Verification {
  readonly filing: Filed;
  readonly locale: Locale;
  /** Session tokens by subject. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly start: (subject: string) => void;
  /** Gives the present session up. */
  readonly restart: (subject: string) => void;
  readonly onPhase: (event: CustomEvent<PhaseDetail>) => void;
}

export function verificationStep({
  filing,
  locale,
  tokens,
  busy,
  start,
  restart,
  onPhase,
}: Verification): TemplateResult {
  const wording = wordings[locale];
  const { channel, subjects } = filing.filed;
  if (channel === 'on-site') return html`<p class="lead">${wording.onSiteLead}</p>`;
  const next = subjects.find((subject) => subject.required && !isVerified(subject));
  const token = next && tokens[next.id];
  return html`
    <p class="lead">${wording.verificationLead}</p>
    <ul class="plain-list">
      ${subjects
        .filter((subject) => subject !== next)
        .map((subject) => {
          if (!subject.required) return html`<li>${wording.notRequired(subject.name)}</li>`;
          return isVerified(subject)
            ? html`<li class="good">✓ ${wording.verified(subject.name)}</li>`
            : html`<li>${subject.name}</li>`;
        })}
    </ul>
    ${
      next &&
      (token === undefined
        ? html`<button class="start" type="button" ?disabled=${busy} @click=${() => start(next.id)}>
            ${busy ? wording.working : wording.startCheck(next.name)}
          </button>`
        : html`${keyed(
              // A record that has changed is signed anew.
              filing.filed.recordDigest,
              html`<beihe-verify session-token=${token} locale=${locale} @beihe-phase=${onPhase}></beihe-verify>`,
            )} <button class="again" type="button" @click=${() => restart(next.id)}>${wording.restartCheck}</button>`)
    }
  `;
}
