import { html, nothing, type TemplateResult } from 'lit';
import { exitOffer, type Exit } from '../embed/exit.ts';
import type { Cause } from '#protocol/capture/verdict.ts';
import type { Locale } from '#protocol/locale.ts';
import type { FailureCode } from '../page/failure.ts';
import { adviceOn, type Wording } from '../locale/wording.ts';
import { icon, type IconName } from './icon.ts';

/** All was sent. Says nothing about the outcome: that is the provider's to learn. */
export const doneStep = ({ done }: Wording): TemplateResult => html`
  <div class="step result" part="done">
    <div class="badge good">${icon('check')}</div>
    <h2 tabindex="-1" aria-describedby="mend">${done.title}</h2>
    <p id="mend">${done.mend}</p>
  </div>
`;

/** Everything that has to be mended, at once. */
export const retryStep = (wording: Wording, causes: readonly Cause[], onRetry: () => void): TemplateResult => html`
  <div class="step result" part="retry">
    <div class="badge">${icon('again')}</div>
    <h2 tabindex="-1" aria-describedby="causes">${wording.retry.title}</h2>
    ${causes.length > 0 ? html`<p>${wording.retry.detail}</p>` : nothing}
    <ul class="causes" id="causes">
      ${causes.map((cause) => {
        const { title, mend } = wording.causes[cause];
        return html`<li><strong>${title}</strong><span>${mend}</span></li>`;
      })}
    </ul>
    <button class="primary" part="button" @click=${onRetry}>${wording.retry.again}</button>
  </div>
`;

export interface FailedStep {
  readonly code: FailureCode;
  /** Epoch milliseconds until which the verifier pauses attempts; undefined if it does not. */
  readonly retryAtMs: number | undefined;
  readonly isPaused: boolean;
  readonly locale: Locale;
  readonly wording: Wording;
  /** Undefined if trying again cannot help. */
  readonly onRetry: (() => void) | undefined;
  /** Another browser or page where it would work; undefined if this one is not the cause. */
  readonly exit: Exit | undefined;
}

/** What kind of trouble a code is, by the first pattern that it fits. */
const troubles: readonly (readonly [RegExp, IconName])[] = [
  [/^camera/, 'camera-off'],
  [/^(network|verifier)-|-late$/, 'network'],
  [/^attempts-|-expired$/, 'clock'],
  [/-finished$/, 'check'],
];
const iconOf = (code: FailureCode): IconName => troubles.find(([pattern]) => pattern.test(code))?.[1] ?? 'warning';

/** What failed, how to mend it, and the code for whoever helps. */
export function failedStep({ code, retryAtMs, isPaused, locale, wording, onRetry, exit }: FailedStep): TemplateResult {
  const { title, mend } = adviceOn(wording, code);
  const time = retryAtMs && new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(retryAtMs);
  return html`
    <div class="step result" part="failed" role="alert">
      <div class="badge warning">${icon(iconOf(code))}</div>
      <h2 tabindex="-1">${title}</h2>
      <p>${mend}</p>
      ${time ? html`<p class="until">${wording.pausedUntil(time)}</p>` : nothing}
      ${
        onRetry
          ? html`<button class="primary" part="button" ?disabled=${isPaused} @click=${onRetry}>
              ${wording.tryAgain}
            </button>`
          : nothing
      }
      ${exit ? exitOffer(exit, wording) : nothing}
      <p class="code">${wording.code} <code>${code}</code></p>
    </div>
  `;
}
