import { adoptStyles, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Backend } from '#protocol/capture/backend.ts';
import type { Locale } from '#protocol/locale.ts';
import type { BeiheVerify as Contract, FailureCode, PhaseDetail, PhaseName, Theme } from './contract.ts';
import { chooseLocale, wordings } from './locale/choose.ts';
import type { Wording } from './locale/wording.ts';
import { thisPlace } from './page/place.ts';
import { RunController } from './run/controller.ts';
import { consentStep } from './step/consent.ts';
import { focusStep } from './step/focus.ts';
import { preparingStep } from './step/preparing.ts';
import { doneStep, failedStep, retryStep } from './step/result.ts';
import { SpeechController } from './step/speech-controller.ts';
import { isStage, stageStep, utteranceOf, type StageStep } from './step/stage.ts';
import { styles } from './step/styles.ts';
import { WithdrawalController } from './withdrawal/controller.ts';
import { withdrawalOffer } from './withdrawal/offer.ts';
import { isDeleted } from './withdrawal/request.ts';

export { phaseNames } from '#protocol/session/phase.ts';

/** Address of this script. Models and vision thread are served beside it. A classic script has no `import.meta`. */
const scriptUrl = (document.currentScript as HTMLScriptElement | null)?.src || import.meta.url;

/** Where the element's files are served. */
const base = new URL('./', scriptUrl).href;

/**
 * Leads the person in front of the camera through one session's verification. It collects the evidence and sends it. The
 * verifier appraises it, and only the provider's backend gets the outcome. `contract.ts` describes the properties.
 *
 * @fires {CustomEvent<PhaseDetail>} beihe-phase - The phase changed. `detail` has the phase and, if it is `failed`, a code; never a verdict
 * @attr phase - The present phase, set by the element; for use in CSS selectors
 * @attr waiting - Why the run waits, set by the element: `page-hidden` or `element-hidden`; absent while it does not
 * @slot alternative - Below the consent: another way to be verified
 * @slot idle - At the end of the card while there is no token
 * @slot preparing - At the end of the card while the session is read
 * @slot consent - At the end of the card that asks for consent
 * @slot readying - At the end of the card while models load and the camera opens
 * @slot positioning - At the end of the card while the person moves into position
 * @slot acting - At the end of the card while movements are asked for
 * @slot sending - At the end of the card while the evidence is sent
 * @slot signing - At the end of the card that asks for the signature under the filing
 * @slot done - At the end of the card that says that everything was sent, for example for a link to the next page
 * @slot retry - At the end of the card that says what to correct before the next attempt
 * @slot failed - At the end of the card that says what failed
 * @csspart card - The whole card
 * @csspart consent - The consent step
 * @csspart stage - The step with the camera's picture
 * @csspart prompt - What the person is asked to do
 * @csspart signing - The step that shows what is filed and takes the signature, in a session of a case
 * @csspart done - The step that says that everything was sent
 * @csspart retry - The step that says what to correct before the next attempt
 * @csspart failed - The step that says what failed
 * @csspart withdrawal - The offer to withdraw, below the steps before and after an attempt
 * @csspart button - The main button of a step, or the link in its place
 * @csspart switch - The button that changes the camera, with its text
 * @csspart tap - The button that starts the picture if the browser requires a tap
 * @csspart iframe - The iframe, where the verification runs in one
 * @cssproperty --beihe-accent - Colour of buttons and rings
 * @cssproperty --beihe-on-accent - Colour of text on the accent colour
 * @cssproperty --beihe-surface - Colour of the card
 * @cssproperty --beihe-text - Colour of text
 * @cssproperty --beihe-radius - Radius of the card's corners
 * @cssproperty --beihe-font - Font family
 */
export class BeiheVerify extends LitElement implements Contract {
  static override styles = styles;

  @property({ attribute: 'session-token' }) sessionToken = '';
  @property() verifier: string = new URL(scriptUrl).origin;
  @property() locale: Locale | '' = '';
  @property({ reflect: true }) theme: Theme | undefined;
  @property({ type: Boolean }) iframe = false;

  /**
   * Run the models on this backend, or fail if it does not work. For tests.
   *
   * @ignore
   */
  @property() backend: Backend | undefined;

  @query('video') private readonly video!: HTMLVideoElement;
  @query('.card') private readonly card!: HTMLElement;

  get phase(): PhaseName {
    return this.#run.state.announced.phase;
  }

  get code(): FailureCode | undefined {
    return this.#run.state.announced.code;
  }

  readonly #run = new RunController(this, {
    base,
    video: async () => {
      await this.updateComplete;
      return this.video;
    },
    card: async () => {
      await this.updateComplete;
      return this.card;
    },
    iframeTitle: () => this.#wording.iframe,
    onPhase: (detail) => this.#onPhase(detail),
    onSeen: () => this.#speech.speak(),
    onWithdrawable: (link) => this.#withdrawal.keep(link),
    onFiling: (steps) => adoptStyles(this.renderRoot as ShadowRoot, [...styles, steps.styles]),
  });
  readonly #withdrawal = new WithdrawalController(this, () => this.#run.withdrawn());
  readonly #speech = new SpeechController(this, () => {
    const stage = this.#stage();
    return stage && utteranceOf(stage);
  });
  /** Whether the person has begun. The focus is never moved before that. */
  #isEngaged = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('phase', this.phase);
    if (this.hasUpdated) this.#run.restart();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('sessionToken') || changed.has('verifier') || changed.has('iframe')) this.#run.restart();
    else if (changed.has('locale') || changed.has('theme')) this.#run.restyle();
    const { unseen } = this.#run.state;
    if (unseen) this.setAttribute('waiting', unseen);
    else this.removeAttribute('waiting');
  }

  override render(): TemplateResult {
    const { isSandbox } = this.#run.state;
    const { polite, assertive } = this.#speech.spoken;
    const slot = html`<slot name=${this.phase}></slot>`;
    const { iframe } = this.#run;
    // The iframe shows nothing yet while it reads the session.
    const hasIframe = iframe !== undefined && this.phase !== 'preparing';
    // No blanks around card and iframe: where the page's `white-space` keeps blanks, they would be lines.
    const card = html`<div class="apart">
      <div class="card" part="card" lang=${this.#language}>
        ${isSandbox ? html`<p class="sandbox">${this.#wording.sandbox}</p>` : nothing} ${this.#step()} ${this.#offer()}
        ${slot}
        <p class="aloud" role="status">${polite}</p>
        <p class="aloud" aria-live="assertive">${assertive}</p>
      </div>
    </div>`;
    return html`${hasIframe ? nothing : card}${iframe}${hasIframe ? slot : nothing}`;
  }

  #step(): TemplateResult {
    const { state, retry, filing } = this.#run;
    const { phase, isConsentMissing, isPaused, moreTime } = state;
    const [locale, wording] = [this.#language, this.#wording];
    const stage = this.#stage();
    if (stage) return stageStep(stage);
    switch (phase.name) {
      case 'signing':
        return filing!.steps.signatureStep({ ...phase, ...filing!, locale, onConfirm: this.#onSign });
      case 'consent':
        return consentStep({
          ...phase,
          moreTime,
          facts: filing?.steps.consentFacts(filing.filing, locale),
          locale,
          wording,
          isMissing: isConsentMissing,
          onAgree: this.#onAgree,
          onChange: this.#onConsentChange,
        });
      case 'done':
        return doneStep(wording);
      case 'retry':
        return retryStep(wording, phase.causes, this.#onRetry, this.#run.retrySlower && this.#onRetrySlower);
      case 'failed':
        return failedStep({
          ...phase,
          isPaused,
          place: thisPlace(),
          locale,
          wording,
          onRetry: retry && this.#onRetry,
          exit: this.#run.exitFor(phase.code),
        });
      default:
        return preparingStep(wording);
    }
  }

  /** The offer to withdraw, in phases that wait for the person. */
  #offer(): TemplateResult | typeof nothing {
    const { phase } = this.#run.state;
    const isWaiting = ['consent', 'signing', 'done', 'retry', 'failed'].includes(phase.name);
    const isGone = phase.name === 'failed' && isDeleted(phase.code);
    const offer = isWaiting && !isGone ? this.#withdrawal.offer : undefined;
    if (!offer) return nothing;
    return withdrawalOffer({
      ...offer,
      locale: this.#language,
      wording: this.#wording,
      onAsk: this.#onWithdrawalStage(this.#withdrawal.ask, '#withdraw-question'),
      onCancel: this.#onWithdrawalStage(this.#withdrawal.cancel, '#withdraw'),
      onConfirm: this.#onWithdrawalStage(this.#withdrawal.confirm),
      onCopy: this.#withdrawal.copyLink,
    });
  }

  /** Does what the button says, and moves the focus to what has taken its place. */
  readonly #onWithdrawalStage = (act: () => void, focused?: string) => async () => {
    this.#isEngaged = true;
    act();
    await this.updateComplete;
    if (focused) this.renderRoot.querySelector<HTMLElement>(focused)?.focus();
  };

  /** Undefined in phases without the camera's picture. */
  #stage(): StageStep | undefined {
    const { state, switchCamera } = this.#run;
    const { phase } = state;
    return isStage(phase) ? { ...state, phase, wording: this.#wording, onSwitch: switchCamera } : undefined;
  }

  get #language(): Locale {
    const { sessionLocale } = this.#run.state;
    return chooseLocale(this.locale, sessionLocale, document.documentElement.lang, navigator.language);
  }

  get #wording(): Wording {
    return wordings[this.#language];
  }

  readonly #onAgree = () => {
    this.#isEngaged = true;
    const ticked = this.renderRoot.querySelectorAll<HTMLInputElement>('input[name=purpose]:checked');
    const needsTime = this.renderRoot.querySelector('input[name=more-time]:checked') !== null;
    this.#run.agree(
      [...ticked].map(({ value }) => value),
      needsTime,
    );
    if (this.#run.state.isConsentMissing) this.#untickedBox?.focus();
  };

  readonly #onConsentChange = () => this.#run.reconsider(this.#untickedBox === null);

  get #untickedBox(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input[required]:not(:checked)');
  }

  readonly #onSign = () => {
    this.#isEngaged = true;
    this.#run.sign();
  };

  readonly #onRetry = () => {
    this.#isEngaged = true;
    this.#run.retry?.();
  };

  readonly #onRetrySlower = () => {
    this.#isEngaged = true;
    this.#run.retrySlower?.();
  };

  #onPhase(detail: PhaseDetail): void {
    this.setAttribute('phase', detail.phase);
    this.dispatchEvent(new CustomEvent('beihe-phase', { detail, bubbles: true, composed: true }));
    if (this.#isEngaged && !this.#run.iframe) {
      void this.updateComplete.then(() => focusStep(this, this.renderRoot));
    }
  }
}

// A page may load the script twice.
if (!customElements.get('beihe-verify')) customElements.define('beihe-verify', BeiheVerify);
