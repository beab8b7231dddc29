/** The assessor's page: runs trials through the real widget and verifier, and shows their counts with exact bounds. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Locale } from '#protocol/locale.ts';
import { policies } from '#protocol/policy/registry.ts';
import { appraisalWords } from '../report/appraisal-words.ts';
import { materials } from '../report/material.ts';
import { reportBody } from '../report/report.ts';
import { reportStyle } from '../report/report-style.ts';
import { isError, unanswered, type Presentation, type Trial } from '../count/trial.ts';
import { parseTrialSet, type Judge, type TrialSet } from '../count/trial-set.ts';
import { appraisalView } from './appraisal/appraisal.ts';
import { keptLocale } from '../../hosted/locale.ts';
import './bundle.ts';
import './camera.ts';
import './clip-trials.ts';
import type { TrialResult } from './element-trial.ts';
import { errorText } from './error-text.ts';
import { clearKept, judgesOf, keepTrial, readKept, type KeptTrial } from './kept-trials.ts';
import { apiKeyField, modeTabs } from './page-controls.ts';
import { pageWords, type Mode, type UnfinishedCode, type Words } from './page-words.ts';
import { resultTools } from './result-tools.ts';
import { saveFile } from './save-file.ts';
import { trialList, trialName } from './trial-list.ts';
import { Verifier, type Appraised, type Source } from './verifier.ts';

/** The public key of every sandbox, as in worker/tenant/tenant.ts. */
const sandboxKey = 'bh_sandbox_assessor';

/** A trial whose appraisal is on the page. */
interface ViewedTrial {
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
  @state() private policy = policies.current.name;
  @state() private kept: readonly KeptTrial[] = [];
  @state() private material = '';
  /** The results from a file, shown instead of the assessor's own trials. */
  @state() private file: { readonly name: string; readonly set: TrialSet } | undefined;
  @state() private viewed: ViewedTrial | undefined;
  @state() private error: string | undefined;

  /** The version of the verifier's code; undefined until it is known. */
  #code: string | undefined;

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
          ${modeTabs(this.mode, this.#onMode, this.locale)} ${this.#trialForm()}
          ${apiKeyField(this.apiKey, this.#onKey, this.locale)}
        </section>
        <section class="behind">
          ${this.#resultTools()}
          ${this.viewed && this.mode !== 'bundle' ? this.#appraisal(this.viewed, words) : nothing}
          ${this.file || this.kept.length === 0 ? nothing : this.#trialList()}
          <div class="panel paper">${unsafeHTML(reportBody(this.#set, this.locale).text)}</div>
        </section>
      </main>
    `;
  }

  #trialForm(): TemplateResult {
    const { locale } = this;
    const verifier = new Verifier(this.apiKey);
    if (this.mode === 'clips')
      return html`<assess-clips
        .verifier=${verifier}
        .onBegin=${this.#onBegin}
        .policy=${this.policy}
        .onPolicy=${this.#onPolicy}
        locale=${locale}
      ></assess-clips>`;
    if (this.mode === 'bundle') return html`<assess-bundle .verifier=${verifier} locale=${locale}></assess-bundle>`;
    const attacks = this.kept.filter(({ trial }) => trial.label === 'attack');
    const species = [...new Set(attacks.map(({ trial }) => trial.species))];
    return html`<assess-camera
      .verifier=${verifier}
      .onBegin=${this.#onBegin}
      .policy=${this.policy}
      .onPolicy=${this.#onPolicy}
      .knownSpecies=${species}
      locale=${locale}
    ></assess-camera>`;
  }

  #resultTools(): TemplateResult {
    const { file, material, error, kept, locale } = this;
    return resultTools(
      {
        set: this.#set,
        fileName: file?.name,
        material,
        canClear: kept.length > 0 && !file,
        error,
        onMaterial: (text) => {
          this.material = text;
        },
        onFile: this.#onFile,
        onCloseFile: () => {
          this.file = undefined;
        },
        onClear: this.#onClear,
      },
      locale,
    );
  }

  #appraisal({ n, trial, appraised: { appraisal } }: ViewedTrial, words: Words): TemplateResult {
    return html`
      <article class="panel verdict ${isError(trial) ? 'wrong' : 'right'}" role="status">
        <h3>${words.trial(n, trialName(trial, this.locale))}</h3>
        <p class="stamp">${appraisalWords[this.locale].verdicts[appraisal.verdict]}</p>
      </article>
      ${appraisalView(appraisal, this.locale)}
    `;
  }

  #trialList(): TemplateResult {
    return trialList(this.kept, this.locale, {
      onView: (n, trial, source) => void this.#view(n, trial, source),
      onSaveBundle: (source) => void this.#saveBundle(source),
    });
  }

  /** The judge of a trial that begins now; undefined until the verifier's version is known. */
  get #judge(): Judge | undefined {
    if (this.#code === undefined) return undefined;
    // This page and the verifier are deployed together, so a name means the same version in both.
    const { name, version } = policies.named(this.policy)!;
    return { policy: { name, version }, code: this.#code };
  }

  get #set(): TrialSet {
    if (this.file) return this.file.set;
    return {
      v: 1,
      madeAtMs: Date.now(),
      seed: '',
      material: this.material || materials.page[this.locale],
      judges: judgesOf(this.kept),
      trials: this.kept.map(({ trial }) => trial),
    };
  }

  async #begin(): Promise<void> {
    await this.#try(async () => {
      const { sandbox, version } = await Verifier.health();
      this.isSandbox = sandbox;
      if (sandbox) this.apiKey ||= sandboxKey;
      this.#code = version;
    });
    this.kept = await readKept().catch(() => []);
  }

  /**
   * Stores a trial as `page-left` when it begins, and replaces it when it ends, so that a reload in between does not
   * lose it.
   *
   * @returns the function to call with the result
   */
  readonly #onBegin = async (presentation: Presentation): Promise<(result: TrialResult) => void> => {
    const code: UnfinishedCode = 'page-left';
    const judge = this.#judge;
    const begun: KeptTrial = {
      trial: { ...presentation, way: 'live', ...unanswered(code) },
      source: undefined,
      judge,
    };
    const at = await keepTrial(begun).catch(() => undefined);
    return (result) => void this.#onEnd(result, judge, at);
  };

  async #onEnd(
    { trial, appraised }: TrialResult,
    judge: Judge | undefined,
    at: IDBValidKey | undefined,
  ): Promise<void> {
    const source = appraised && { session: appraised.session, challenge: appraised.challenge };
    const judged = judge && appraised ? { ...judge, policy: appraised.policy } : judge;
    const kept: KeptTrial = { trial, source, judge: judged };
    this.kept = [...this.kept, kept];
    this.viewed = appraised && { n: this.kept.length, trial, appraised };
    this.file = undefined;
    this.error = undefined;
    void this.updateComplete.then(() => this.querySelector('.behind .verdict')?.scrollIntoView({ block: 'nearest' }));
    await keepTrial(kept, at).catch(() => {
      this.error = pageWords[this.locale].notKept;
    });
  }

  readonly #onFile = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    const set = parseTrialSet(await file.text());
    this.error = set ? undefined : pageWords[this.locale].notTrials;
    if (set) this.file = { name: file.name, set };
    this.viewed = undefined;
    input.value = '';
  };

  readonly #onClear = async () => {
    if (!confirm(pageWords[this.locale].clearSure)) return;
    await clearKept();
    this.kept = [];
    this.viewed = undefined;
  };

  /** Shows the appraisal of a stored trial. A replay on the page is hidden, so that the two are not confused. */
  #view(n: number, trial: Trial, source: Source): Promise<void> {
    return this.#try(async () => {
      const appraised = await new Verifier(this.apiKey).appraised(source.session);
      this.viewed = appraised && { n, trial, appraised };
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

  readonly #onMode = (mode: Mode) => {
    this.mode = mode;
  };

  readonly #onPolicy = (name: string) => {
    this.policy = name;
  };

  readonly #onKey = (key: string) => {
    this.apiKey = key;
  };

  readonly #onLanguage = () => {
    this.locale = this.locale === 'en' ? 'zh-CN' : 'en';
    keptLocale.write(this.locale);
  };
}
