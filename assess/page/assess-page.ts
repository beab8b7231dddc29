/** The assessor's page: trials through the real widget and verifier, counted with exact bounds. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Locale } from '#protocol/locale.ts';
import { appraisalWords } from '../report/appraisal-words.ts';
import { reportBody, reportDocument } from '../report/report.ts';
import { reportStyle } from '../report/report-style.ts';
import { materials, reportWords } from '../report/report-words.ts';
import { isError, unanswered, type Presentation, type Trial } from '../count/trial.ts';
import { parseTrialSet, toCsv, type TrialSet } from '../count/trial-set.ts';
import { appraisalView } from './appraisal/appraisal.ts';
import { keptLocale } from '../../hosted/locale.ts';
import './bundle.ts';
import './camera.ts';
import './clip-trials.ts';
import { clearKept, keepTrial, readKept, type KeptTrial } from './kept-trials.ts';
import { saveFile } from './save-file.ts';
import type { TrialResult } from './element-trial.ts';
import { errorText, unfinishedText } from './error-text.ts';
import { Verifier, type Appraised, type Source } from './verifier.ts';
import { modes, pageWords, type Mode, type UnfinishedCode, type Words } from './page-words.ts';

/** The key that everyone knows, of worker/tenant/tenant.ts. */
const sandboxKey = 'bh_sandbox_assessor';

/** Trials in the list; all are in the report and in the files. */
const listed = 30;

/** A trial whose appraisal is on the page. */
interface Shown {
  /** Its number in the list. */
  readonly n: number;
  readonly trial: Trial;
  readonly appraised: Appraised;
}

@customElement('assess-page')
export class AssessPage extends LitElement {
  @state() private locale: Locale = keptLocale.read();
  @state() private apiKey = '';
  @state() private isSandbox = false;
  @state() private mode: Mode = 'camera';
  @state() private kept: readonly KeptTrial[] = [];
  @state() private material = '';
  /** Results of a file, shown in place of one's own. */
  @state() private revealed: { readonly name: string; readonly set: TrialSet } | undefined;
  @state() private shown: Shown | undefined;
  @state() private error: string | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#begin();
  }

  override updated(): void {
    document.documentElement.lang = this.locale;
    document.title = pageWords[this.locale].pageTitle;
  }

  override render(): TemplateResult {
    const words = pageWords[this.locale];
    return html`
      <style>
        ${reportStyle}
      </style>
      <header>
        <strong class="brand">备核 Beihe</strong>
        ${this.isSandbox ? html`<span class="mark">${words.sandbox}</span>` : nothing}
        <button class="language" lang=${this.locale === 'en' ? 'zh-CN' : 'en'} @click=${this.#onLanguage}>
          ${words.otherLanguage}
        </button>
      </header>
      <main>
        <section class="front">
          <div class="intro">
            <h1>${words.title}</h1>
            <p class="lead">${words.lead}</p>
          </div>
          <div class="tabs" role="group" aria-label=${words.modesLabel}>
            ${modes.map(
              (mode) =>
                html`<button
                  aria-pressed=${this.mode === mode}
                  @click=${() => {
                    this.mode = mode;
                  }}
                >
                  ${words.modes[mode]}
                </button>`,
            )}
          </div>
          ${this.#trialForm()} ${this.#keyField(words)}
        </section>
        <section class="behind">
          ${this.#results(words)} ${this.shown && this.mode !== 'bundle' ? this.#looked(this.shown, words) : nothing}
          ${this.revealed || this.kept.length === 0 ? nothing : this.#list(words)}
          <div class="panel paper">${unsafeHTML(reportBody(this.#set, this.locale).text)}</div>
        </section>
      </main>
    `;
  }

  #trialForm(): TemplateResult {
    const { locale } = this;
    const verifier = new Verifier(this.apiKey);
    if (this.mode === 'clips')
      return html`<assess-clips .verifier=${verifier} .onBegin=${this.#onBegin} locale=${locale}></assess-clips>`;
    if (this.mode === 'bundle') return html`<assess-bundle .verifier=${verifier} locale=${locale}></assess-bundle>`;
    const attacks = this.kept.filter(({ trial }) => trial.label === 'attack');
    const species = [...new Set(attacks.map(({ trial }) => trial.species))];
    return html`<assess-camera
      .verifier=${verifier}
      .onBegin=${this.#onBegin}
      .knownSpecies=${species}
      locale=${locale}
    ></assess-camera>`;
  }

  #keyField(words: Words): TemplateResult {
    return html`
      <details class="panel" ?open=${this.apiKey === ''}>
        <summary>${words.key}</summary>
        <input
          type="password"
          autocomplete="off"
          aria-label=${words.key}
          aria-describedby="key-help"
          .value=${this.apiKey}
          @change=${(event: Event) => {
            this.apiKey = (event.target as HTMLInputElement).value.trim();
          }}
        />
        <small id="key-help">${words.keyHelp}</small>
      </details>
    `;
  }

  #results(words: Words): TemplateResult {
    const name = `beihe-assessment-${new Date(this.#set.madeAtMs).toISOString().slice(0, 16).replaceAll(/\D/g, '')}`;
    return html`
      <article class="panel fields tools">
        <h2>${words.results}</h2>
        ${
          this.revealed
            ? html`<p role="status">
                ${words.revealed(this.revealed.name)}
                <button
                  @click=${() => {
                    this.revealed = undefined;
                  }}
                >
                  ${words.close}
                </button>
              </p>`
            : html`<label>
                ${words.material}
                <input
                  maxlength="200"
                  placeholder=${materials.page[this.locale]}
                  .value=${this.material}
                  @change=${(event: Event) => {
                    this.material = (event.target as HTMLInputElement).value.trim();
                  }}
                />
              </label>`
        }
        <div class="buttons">
          <button @click=${() => saveFile(`${name}.json`, JSON.stringify(this.#set), 'application/json')}>
            ${words.json}
          </button>
          <button @click=${() => saveFile(`${name}.csv`, toCsv(this.#set.trials), 'text/csv')}>${words.csv}</button>
          <button @click=${() => saveFile(`${name}.html`, reportDocument(this.#set, this.locale), 'text/html')}>
            ${words.report}
          </button>
          <button @click=${() => print()}>${words.print}</button>
          <label class="button">
            ${words.open} <input type="file" accept=".json,application/json" @change=${this.#onOpen} />
          </label>
          ${this.kept.length > 0 && !this.revealed ? html`<button @click=${this.#onClear}>${words.clear}</button>` : nothing}
        </div>
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      </article>
    `;
  }

  #looked({ n, trial, appraised: { appraisal } }: Shown, words: Words): TemplateResult {
    return html`
      <article class="panel verdict ${isError(trial) ? 'wrong' : 'right'}" role="status">
        <h3>${words.trial(n, this.#nameOf(trial))}</h3>
        <p class="stamp">${appraisalWords[this.locale].verdicts[appraisal.verdict]}</p>
      </article>
      ${appraisalView(appraisal, this.locale)}
    `;
  }

  #list(words: Words): TemplateResult {
    const { outcomes } = reportWords[this.locale];
    return html`
      <article class="panel">
        <h3>${words.trials}</h3>
        <ol class="trials" reversed start=${this.kept.length}>
          ${this.kept
            .map(
              ({ trial, source }, n) => html`
                <li>
                  <span>${this.#nameOf(trial)}</span>
                  <b class=${markOf(trial)}>${outcomes[trial.outcome]}</b>
                  ${
                    source
                      ? html`<span class="buttons">
                          <button @click=${() => this.#look(n + 1, trial, source)}>${words.look}</button>
                          <button @click=${() => this.#saveBundle(source)}>${words.bundle}</button>
                        </span>`
                      : this.#reason(trial, words)
                  }
                </li>
              `,
            )
            .slice(-listed)
            .toReversed()}
        </ol>
      </article>
    `;
  }

  #reason({ code }: Trial, words: Words): TemplateResult {
    if (code === undefined) return html`<small>${words.noAppraisal}</small>`;
    return html`<small>${unfinishedText(code, this.locale)} <code>${code}</code></small>`;
  }

  #nameOf({ label, species, player }: Trial): string {
    return `${label === 'bona-fide' ? reportWords[this.locale].person : species} · ${player}`;
  }

  get #set(): TrialSet {
    if (this.revealed) return this.revealed.set;
    return {
      v: 1,
      madeAtMs: Date.now(),
      seed: '',
      material: this.material || materials.page[this.locale],
      trials: this.kept.map(({ trial }) => trial),
    };
  }

  async #begin(): Promise<void> {
    await this.#try(async () => {
      this.isSandbox = await Verifier.isSandbox();
      if (this.isSandbox) this.apiKey ||= sandboxKey;
    });
    this.kept = await readKept().catch(() => []);
  }

  /** Keeps the trial as one that the page was left in, until its end is known: a reload drops none. */
  readonly #onBegin = async (presentation: Presentation): Promise<(ran: TrialResult) => void> => {
    const left: UnfinishedCode = 'page-left';
    const begun: KeptTrial = { trial: { ...presentation, way: 'live', ...unanswered(left) }, source: undefined };
    const at = await keepTrial(begun).catch(() => undefined);
    return (ran) => void this.#onEnd(ran, at);
  };

  async #onEnd({ trial, appraised }: TrialResult, at: IDBValidKey | undefined): Promise<void> {
    const source = appraised && { session: appraised.session, challenge: appraised.challenge };
    const kept: KeptTrial = { trial, source };
    this.kept = [...this.kept, kept];
    this.shown = appraised && { n: this.kept.length, trial, appraised };
    this.revealed = undefined;
    this.error = undefined;
    void this.updateComplete.then(() => this.querySelector('.behind .verdict')?.scrollIntoView({ block: 'nearest' }));
    await keepTrial(kept, at).catch(() => {
      this.error = pageWords[this.locale].notKept;
    });
  }

  readonly #onOpen = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    const set = parseTrialSet(await file.text());
    this.error = set ? undefined : pageWords[this.locale].notTrials;
    if (set) this.revealed = { name: file.name, set };
    this.shown = undefined;
    input.value = '';
  };

  readonly #onClear = async () => {
    if (!confirm(pageWords[this.locale].clearSure)) return;
    await clearKept();
    this.kept = [];
    this.shown = undefined;
  };

  /** Looks at a kept trial. A replay beside it would read as the same one: it goes. */
  #look(n: number, trial: Trial, source: Source): Promise<void> {
    return this.#try(async () => {
      const appraised = await new Verifier(this.apiKey).appraised(source.session);
      this.shown = appraised && { n, trial, appraised };
      if (this.mode === 'bundle') this.mode = 'camera';
    });
  }

  #saveBundle(source: Source): Promise<void> {
    return this.#try(async () => {
      const bundle = await new Verifier(this.apiKey).bundle(source);
      saveFile(`evidence-${source.challenge}.json`, JSON.stringify(bundle), 'application/json');
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.error = undefined;
    try {
      await act();
    } catch (error) {
      this.error = errorText(error, this.locale);
    }
  }

  readonly #onLanguage = () => {
    this.locale = this.locale === 'en' ? 'zh-CN' : 'en';
    keptLocale.write(this.locale);
  };
}

/** How a trial's outcome is coloured: one that never came to a verdict is neither right nor wrong. */
function markOf(trial: Trial): string {
  if (isError(trial)) return 'wrong';
  return trial.outcome === 'unfinished' || trial.outcome === 'too-slow' ? 'void' : 'right';
}
