import { html, nothing, type TemplateResult } from 'lit';
import { exitOffer, type Exit } from '../embed/exit.ts';
import type { Cause } from '#protocol/capture/verdict.ts';
import type { Locale } from '#protocol/locale.ts';
import type { FailureCode } from '../page/failure.ts';
import { adviceOn, mendAt, type Wording } from '../locale/wording.ts';
import type { Place } from '../page/place.ts';
import { icon, type IconName } from './icon.ts';

/**
 * The last step: everything was sent. It does not show the outcome, which only the provider's backend gets.
 */
export const doneStep = ({ done }: Wording): TemplateResult => html`
  <div class="step result" part="done">
    <div class="badge good">${icon('check')}</div>
    <h2 tabindex="-1" aria-describedby="mend">${done.title}</h2>
    <p id="mend">${done.mend}</p>
  </div>
`;

/** The step that lists all causes at once, each with its advice. */
export const retryStep = (
  wording: Wording,
  causes: readonly Cause[],
  onRetry: () => void,
  onRetrySlower: (() => void) | undefined,
): TemplateResult => html`
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
    ${
      onRetrySlower ? html`<button class="secondary" @click=${onRetrySlower}>${wording.retry.slower}</button>` : nothing
    }
  </div>
`;

export interface FailedStep {
  readonly code: FailureCode;
  /** Epoch milliseconds until which the verifier pauses attempts; undefined if it does not. */
  readonly retryAtMs: number | undefined;
  readonly isPaused: boolean;
  readonly place: Place;
  readonly locale: Locale;
  readonly wording: Wording;
  /** Undefined where another attempt cannot help. */
  readonly onRetry: (() => void) | undefined;
  /** The link to another browser; undefined if neither page nor browser is the cause. */
  readonly exit: Exit | undefined;
}

/** The icon for a code, by the first pattern that matches. */
const icons: readonly (readonly [RegExp, IconName])[] = [
  [/^camera/, 'camera-off'],
  [/^(network|verifier)-|-late$/, 'network'],
  [/^attempts-|-expired$/, 'clock'],
  [/-(finished|withdrawn)$/, 'check'],
];
const iconOf = (code: FailureCode): IconName => icons.find(([pattern]) => pattern.test(code))?.[1] ?? 'warning';

/** The step that says what failed and what to do, with the code for the provider's support. */
export function failedStep(step: FailedStep): TemplateResult {
  const { code, retryAtMs, isPaused, place, locale, wording, onRetry, exit } = step;
  const advice = adviceOn(wording, code);
  const time = retryAtMs && new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(retryAtMs);
  return html`
    <div class="step result" part="failed" role="alert">
      <div class="badge warning">${icon(iconOf(code))}</div>
      <h2 tabindex="-1">${advice.title}</h2>
      <p>${mendAt(advice, place)}</p>
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
