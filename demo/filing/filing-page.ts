/**
 * A provider's filing system in small: one case, from the record to the filing numbers. The page calls its own backend, as a
 * provider's page does; the backend has the API keys.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Locale } from '#protocol/locale.ts';
import { keptLocale } from '../../hosted/locale.ts';
import type { PhaseDetail } from '../../widget/contract.ts';
import { formOf, recordOf, type Form } from '../record/form.ts';
import { aside } from './aside.ts';
import {
  answerMessage,
  askAuthority,
  changeRecord,
  createCase,
  handOver,
  listMessages,
  listReviewers,
  listWebhooks,
  readCase,
  Refused,
  resumeAccount,
  sendDocument,
  sendReview,
  setScene,
  startSession,
  type Reviewer,
} from './backend.ts';
import { lastSixOf, newestRound, type BureauScene, type ShortMessage } from './bureau.ts';
import { caseWords } from './case-words.ts';
import type { ReceivedWebhook } from './inbox.ts';
import { keptCase } from './kept.ts';
import { headingId, stepPanel } from './panel.ts';
import { comparisonStep } from './step/comparison.ts';
import './step/documents.ts';
import type { SentDocument } from './step/documents.ts';
import { formsStep } from './step/forms.ts';
import { recordEditor } from './step/record-editor.ts';
import { recordSummary } from './step/record-summary.ts';
import './step/review.ts';
import type { SentReview } from './step/review.ts';
import './step/start.ts';
import type { Start } from './step/start.ts';
import { resultStep } from './step/result.ts';
import { smsStep } from './step/sms.ts';
import { submissionStep } from './step/submission.ts';
import { verificationStep } from './step/verification.ts';
import { approvalsOf, isChangeable, isPastReview, isWorking, stepNames, stepsOf, type StepName } from './steps.ts';
import type { Filed } from './subject.ts';
import { submissionWordings } from './submission-wording.ts';
import { troubleNote, type Trouble } from './trouble.ts';
import { wordings } from './wording.ts';

/** How often the case is read while the verifier works on it. Convention. */
const pollMs = 1_500;

@customElement('demo-filing')
export class DemoFiling extends LitElement {
  @state() private locale: Locale = keptLocale.read();
  @state() private filing: Filed | undefined;
  /** The record while it is changed. */
  @state() private edited: Form | undefined;
  @state() private tokens: Readonly<Record<string, string>> = {};
  @state() private reviewers: readonly Reviewer[] = [];
  @state() private messages: readonly ShortMessage[] = [];
  @state() private webhooks: readonly ReceivedWebhook[] = [];
  @state() private scene: BureauScene = 'accepted';
  @state() private busy = false;
  @state() private trouble: Trouble | undefined;
  @state() private isLoading = keptCase.read() !== undefined;

  #shown: StepName | undefined;

  /** No shadow root, so that the page's style sheet applies. */
  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const id = keptCase.read();
    if (id === undefined) return;
    this.tokens = keptCase.tokens(id);
    void this.#act(async () => this.#read(id)).finally(() => {
      this.isLoading = false;
    });
  }

  override updated(): void {
    document.documentElement.lang = this.locale;
    document.title = wordings[this.locale].pageTitle;
    this.#showStep();
  }

  override render(): TemplateResult {
    const wording = wordings[this.locale];
    const states = stepsOf(this.filing);
    return html`
      <header>
        <strong class="brand">${wording.provider}</strong>
        <span class="mark">${wording.sandbox}</span>
        <button class="language" lang=${this.locale === 'en' ? 'zh-CN' : 'en'} @click=${this.#onLanguage}>
          ${wording.otherLanguage}
        </button>
      </header>
      <main>
        <div class="steps">
          <div class="intro">
            <h1>${wording.title}</h1>
            <p class="lead">${wording.lead}</p>
          </div>
          ${
            this.isLoading
              ? html`<p role="status">${wording.working}</p>`
              : stepNames.map((step) => this.#panel(step, states))
          }
        </div>
        <aside>
          ${aside({
            filed: this.filing?.filed,
            webhooks: this.webhooks,
            locale: this.locale,
            startAnew: this.#onNewCase,
          })}
        </aside>
        ${
          this.filing
            ? html`<a class="state-bar" href="#state-title"
                >${wording.state}${wording.colon}<b>${caseWords[this.locale].states[this.filing.filed.state]}</b></a
              >`
            : nothing
        }
      </main>
    `;
  }

  #panel(step: StepName, states: ReturnType<typeof stepsOf>): TemplateResult {
    const own = states[step];
    const trouble = own === 'now' ? troubleNote(this.trouble, this.locale) : nothing;
    // What has just come is read before the next step is done.
    const isResult =
      (step === 'comparison' && states.review === 'now') || (step === 'form' && states.submission === 'now');
    return stepPanel(step, own, [this.#step(step), trouble], wordings[this.locale], isResult);
  }

  #step(step: StepName): unknown {
    const { filing, locale, busy } = this;
    if (step === 'record') {
      return filing
        ? this.#record(filing)
        : html`<filing-start .locale=${locale} .busy=${busy} @filing-start=${this.#onStart}></filing-start>`;
    }
    if (!filing) return nothing;
    switch (step) {
      case 'documents':
        return html`<filing-documents
          .filing=${filing}
          .locale=${locale}
          .busy=${busy}
          @filing-documents=${this.#onDocuments}
        ></filing-documents>`;
      case 'verification':
        return verificationStep({
          filing,
          locale,
          busy,
          tokens: this.tokens,
          start: this.#onCheck,
          restart: this.#onRestart,
          onPhase: this.#onPhase,
        });
      case 'comparison':
        return comparisonStep({ filing, locale, busy, ask: this.#onAsk });
      case 'review':
        return this.#review(filing);
      case 'form':
        return formsStep(filing, locale);
      case 'submission':
        return submissionStep({
          filing,
          locale,
          busy,
          scene: this.scene,
          choose: (scene) => {
            this.scene = scene;
          },
          submit: this.#onHandOver,
          resume: this.#onResume,
        });
      case 'sms':
        return smsStep({ filing, locale, busy, messages: this.messages, answer: this.#onMessage });
      case 'result':
        return resultStep({ filing, locale, correction: this.#correction(filing) });
    }
  }

  #record({ record, filed }: Filed): TemplateResult {
    const wording = wordings[this.locale];
    const form = this.edited ?? formOf(record);
    return html`
      ${recordSummary(form, wording)}
      ${isChangeable(filed) && filed.state !== 'returned' ? this.#editor(form, wording.saveLead, wording.save) : nothing}
    `;
  }

  #editor(form: Form, lead: string, save: string): TemplateResult {
    return html`${recordEditor(form, this.locale, (edited) => {
      this.edited = edited;
    })}
    ${
      this.edited
        ? html`<p class="lead">${lead}</p>
            <button class="start" type="button" ?disabled=${this.busy} @click=${this.#onSave}>${save}</button>`
        : nothing
    }`;
  }

  #correction({ record }: Filed): TemplateResult {
    return this.#editor(
      this.edited ?? formOf(record),
      wordings[this.locale].saveLead,
      submissionWordings[this.locale].correctAgain,
    );
  }

  #review(filing: Filed): TemplateResult {
    const { filed } = filing;
    if (filed.state === 'in-review' && approvalsOf(filed) >= filed.approvalsNeeded) {
      return html`<p role="status">${wordings[this.locale].making}</p>`;
    }
    if (isPastReview(filed))
      return html`${filed.reviews.map(({ by, decision }) => html`<p>${by} · ${wordings[this.locale].decisions[decision]}</p>`)}`;
    return html`<filing-review
      .filing=${filing}
      .reviewers=${this.reviewers}
      .locale=${this.locale}
      .busy=${this.busy}
      @filing-review=${this.#onReview}
    ></filing-review>`;
  }

  /** Focuses the present step when another one has become it, so that a screen reader and the keyboard go on there. */
  #showStep(): void {
    if (this.isLoading) return;
    const states = stepsOf(this.filing);
    const now = stepNames.find((step) => states[step] === 'now');
    const isFirst = this.#shown === undefined;
    if (now === this.#shown) return;
    this.#shown = now;
    if (isFirst || now === undefined) return;
    document.getElementById(headingId(now))?.focus({ preventScroll: true });
    // What the authority answered is read before the review begins.
    document.getElementById(headingId(now === 'review' ? 'comparison' : now))?.scrollIntoView({ block: 'start' });
  }

  /** Does what a button asks for, and says what went wrong. */
  async #act(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.trouble = undefined;
    try {
      await work();
    } catch (error) {
      this.trouble = error instanceof Refused ? error.problem : 'unreachable';
    } finally {
      this.busy = false;
    }
  }

  /** Reads the case, and reads it again later while the verifier works on it. */
  async #read(id: string): Promise<void> {
    const filing = await readCase(id);
    if (keptCase.read() !== id) return;
    this.filing = filing;
    if (filing.filed.state === 'in-review' && this.reviewers.length === 0) this.reviewers = await listReviewers();
    if (filing.filed.state === 'sms-pending') this.messages = await listMessages();
    this.webhooks = await listWebhooks();
    if (isWorking(filing.filed)) setTimeout(() => void this.#read(id).catch(() => undefined), pollMs);
  }

  /** Does something with the case, and reads it anew whether or not it was accepted. */
  #change(work: (filing: Filed) => Promise<unknown>): void {
    const { filing } = this;
    if (!filing) return;
    void this.#act(async () => {
      try {
        await work(filing);
      } finally {
        await this.#read(filing.filed.id);
      }
    });
  }

  readonly #onStart = ({ detail }: CustomEvent<Start>) =>
    void this.#act(async () => {
      const { id } = await createCase(recordOf(detail.form), detail.channel);
      keptCase.write(id);
      await this.#read(id);
    });

  readonly #onSave = () => {
    const { edited } = this;
    if (!edited) return;
    this.#change(async ({ filed }) => {
      const changed = await changeRecord(filed.id, filed.version, recordOf(edited));
      this.edited = undefined;
      // A session is of what its person was shown. Where that has not changed, the person signs in it again, and no more.
      const isSame = (id: string) =>
        changed.subjects.some((subject) =>
          filed.subjects.some(
            (each) => each.id === id && subject.id === id && each.subjectDigest === subject.subjectDigest,
          ),
        );
      this.#keepTokens(filed.id, Object.fromEntries(Object.entries(this.tokens).filter(([id]) => isSame(id))));
    });
  };

  readonly #onDocuments = ({ detail }: CustomEvent<readonly SentDocument[]>) =>
    this.#change(async ({ filed }) => {
      for (const { kind, document: content } of detail) await sendDocument(filed.id, kind, content);
    });

  readonly #onCheck = (subject: string) =>
    this.#change(async ({ filed }) => {
      const { token } = await startSession({ case: filed.id, subject, locale: this.locale });
      this.#keepTokens(filed.id, { ...this.tokens, [subject]: token });
    });

  readonly #onRestart = (subject: string) => {
    const { filing } = this;
    if (!filing) return;
    const others = Object.entries(this.tokens).filter(([id]) => id !== subject);
    this.#keepTokens(filing.filed.id, Object.fromEntries(others));
  };

  #keepTokens(id: string, tokens: Readonly<Record<string, string>>): void {
    this.tokens = tokens;
    keptCase.keepTokens(id, tokens);
  }

  readonly #onPhase = ({ detail }: CustomEvent<PhaseDetail>) => {
    const id = this.filing?.filed.id;
    if (id !== undefined && refreshing.includes(detail.phase)) void this.#read(id).catch(() => undefined);
  };

  readonly #onAsk = () => this.#change(({ filed }) => askAuthority(filed.id, crypto.randomUUID()));

  readonly #onReview = ({ detail: { reviewer, review } }: CustomEvent<SentReview>) =>
    this.#change(({ filed }) => sendReview(filed.id, reviewer, crypto.randomUUID(), review));

  readonly #onHandOver = () =>
    this.#change(async ({ filed }) => {
      await setScene(this.scene);
      await handOver(filed.id, crypto.randomUUID());
      this.scene = 'accepted';
    });

  readonly #onResume = () =>
    this.#change(async (filing) => {
      const account = newestRound(filing)?.account;
      if (account !== undefined) await resumeAccount(account);
    });

  readonly #onMessage = (message: ShortMessage) =>
    this.#change((filing) => answerMessage(message.code, lastSixOf(filing, message)));

  readonly #onNewCase = () => {
    keptCase.write(undefined);
    this.filing = undefined;
    this.edited = undefined;
    this.trouble = undefined;
    this.tokens = {};
  };

  readonly #onLanguage = () => {
    this.locale = this.locale === 'en' ? 'zh-CN' : 'en';
    keptLocale.write(this.locale);
  };
}

/** Phases of the live check after which the case has something new. */
const refreshing: readonly PhaseDetail['phase'][] = ['readying', 'done', 'retry', 'failed'];
