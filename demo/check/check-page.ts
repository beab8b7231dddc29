/**
 * The live check alone, as a customer would build it: a button, the element, and calls to the provider's own backend.
 */
import { decodeJwt } from 'jose';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Locale } from '#protocol/locale.ts';
import type { PhaseDetail } from '../../widget/contract.ts';
import { readOutcome, startSession, type Outcome, type StartedSession } from './backend.ts';
import { keptSession } from './kept.ts';
import { appraisalWords } from '../../assess/report/appraisal-words.ts';
import { appraisalView } from '../../assess/page/appraisal/appraisal.ts';
import { keptLocale } from '../../hosted/locale.ts';
import './failure-reports.ts';
import { wordings, type Wording } from './wording.ts';

/** Phases after which the backend may have an outcome. */
const settledPhases: readonly PhaseDetail['phase'][] = ['done', 'retry', 'failed'];

@customElement('demo-check')
export class DemoCheck extends LitElement {
  @state() private locale: Locale = keptLocale.read();
  @state() private session: StartedSession | undefined = keptSession.read();
  @state() private outcome: Outcome | undefined;
  @state() private isUnreachable = false;

  /** No shadow root, so that the page's style sheet applies. */
  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#refresh();
  }

  override updated(): void {
    document.documentElement.lang = this.locale;
    document.title = wordings[this.locale].pageTitle;
  }

  override render(): TemplateResult {
    const wording = wordings[this.locale];
    return html`
      <header>
        <strong class="brand">${wording.provider}</strong>
        <span class="mark">${wording.sandbox}</span>
        <a class="elsewhere" href="../">${wording.filingDemo}</a>
        <button class="language" lang=${this.locale === 'en' ? 'zh-CN' : 'en'} @click=${this.#onLanguage}>
          ${wording.otherLanguage}
        </button>
      </header>
      <main>
        <section class="front">${this.session ? this.#verify(this.session, wording) : this.#intro(wording)}</section>
        <section class="behind" aria-live="polite">
          <h2>${wording.behind}</h2>
          ${this.outcome ? this.#received(this.outcome, wording) : html`<p class="empty">${wording.waiting}</p>`}
          <demo-reports .session=${this.session?.id} .locale=${this.locale}></demo-reports>
        </section>
      </main>
    `;
  }

  #intro(wording: Wording): TemplateResult {
    return html`
      <div class="panel">
        <h1>${wording.title}</h1>
        <p class="lead">${wording.lead}</p>
        <dl>
          ${wording.filing.map(
            ([label, value]) =>
              html`<dt>${label}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
        <button class="start" @click=${this.#onStart}>${wording.start}</button>
        ${this.isUnreachable ? html`<p class="error" role="alert">${wording.unreachable}</p>` : nothing}
        <details>
          <summary>${wording.seedLabel}</summary>
          <label>
            <input
              name="seed"
              maxlength="64"
              autocomplete="off"
              aria-label=${wording.seedLabel}
              @keydown=${this.#onSeedKey}
            />
            <small>${wording.seedHelp}</small>
          </label>
        </details>
      </div>
    `;
  }

  #verify({ token }: StartedSession, wording: Wording): TemplateResult {
    return html`
      <beihe-verify session-token=${token} locale=${this.locale} @beihe-phase=${this.#onPhase}></beihe-verify>
      <button class="again" @click=${this.#onRestart}>${wording.restart}</button>
    `;
  }

  #received({ session, appraisal }: Outcome, wording: Wording): TemplateResult {
    const verdict = appraisal?.verdict ?? session.verdict;
    return html`
      <article class="panel verdict ${verdict ?? ''}">
        <h3>${wording.outcome}</h3>
        <p class="stamp">${verdict ? appraisalWords[this.locale].verdicts[verdict] : wording.noVerdict}</p>
        ${
          session.causes.length > 0
            ? html`<p>${wording.causesLead}</p>
                <ul class="causes">
                  ${session.causes.map((cause) => html`<li>${appraisalWords[this.locale].causes[cause]} <code>${cause}</code></li>`)}
                </ul>`
            : nothing
        }
        <small>${wording.outcomeLead}</small>
        <p class="session">${wording.session} <code>${session.id}</code></p>
      </article>
      ${appraisal ? appraisalView(appraisal, this.locale) : nothing}
      ${
        session.result
          ? html`<article class="panel">
              <h3>${wording.claims}</h3>
              <small>${wording.claimsLead}</small>
              <pre tabindex="0">${JSON.stringify(decodeJwt(session.result), undefined, 2)}</pre>
            </article>`
          : nothing
      }
    `;
  }

  readonly #onSeedKey = ({ key, isComposing }: KeyboardEvent) => {
    // Enter also ends the input of Chinese characters.
    if (key === 'Enter' && !isComposing) void this.#onStart();
  };

  readonly #onStart = async () => {
    const seed = this.renderRoot.querySelector<HTMLInputElement>('input[name=seed]')?.value.trim();
    this.outcome = undefined;
    this.isUnreachable = false;
    try {
      this.session = await startSession(this.locale, seed || undefined);
      keptSession.write(this.session);
    } catch {
      this.isUnreachable = true;
    }
  };

  readonly #onPhase = ({ detail }: CustomEvent<PhaseDetail>) => {
    if (settledPhases.includes(detail.phase)) void this.#refresh();
  };

  /** Read the outcome from the backend, if there is one. */
  async #refresh(): Promise<void> {
    if (!this.session) return;
    const { id } = this.session;
    const outcome = await readOutcome(id).catch(() => undefined);
    if (this.session?.id === id && outcome && (outcome.appraisal ?? outcome.session.verdict)) this.outcome = outcome;
  }

  readonly #onRestart = () => {
    this.session = undefined;
    this.outcome = undefined;
    keptSession.write(undefined);
  };

  readonly #onLanguage = () => {
    this.locale = this.locale === 'en' ? 'zh-CN' : 'en';
    keptLocale.write(this.locale);
  };
}
