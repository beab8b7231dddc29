import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Backend } from '#protocol/capture/backend.ts';
import type { Locale } from '#protocol/locale.ts';
import { styles } from './step/styles.ts';
import { CameraMemory } from './camera/camera.ts';
import type { Trouble } from './camera/diagnose.ts';
import { Check, type RunListener } from './run/run.ts';
import { environmentCodes } from './page/advice.ts';
import type { Theme } from './embed/message.ts';
import { Placement } from './embed/embedding.ts';
import { Failure, type FailureCode } from './page/failure.ts';
import { Follower, nothingFollowed } from './liveness/follower.ts';
import { guide, type Placing } from './liveness/guidance.ts';
import { chooseLocale, wordings } from './locale/choose.ts';
import { advance, detailOf, type Phase, type PhaseDetail, type PhaseName } from './phase.ts';
import { silence, Speech } from './step/speech.ts';
import { Steady } from './liveness/steady.ts';
import { consentStep } from './step/consent.ts';
import { doneStep, failedStep, retryStep } from './step/result.ts';
import { isStage, stageStep, utteranceOf, type StagePhase, type StageStep } from './step/stage.ts';
import type { SwitchOffer } from './liveness/watch.ts';

export { phaseNames } from './phase.ts';

/** Where this script came from: models and vision thread lie beside it. A classic script has no `import.meta`. */
const scriptUrl = (document.currentScript as HTMLScriptElement | null)?.src || import.meta.url;

/** Where the element's files are served. */
const base = new URL('./', scriptUrl).href;

/** Failures after which another try in this session cannot help. */
const finalCodes: readonly FailureCode[] = [
  'session-expired',
  'session-unknown',
  'session-withdrawn',
  'session-finished',
  'token-invalid',
  'token-expired',
  'token-foreign',
  'key-foreign',
  'attempts-exhausted',
  ...environmentCodes,
  'sandbox-local-only',
];

/**
 * Leads the person in front of the camera through one check of a session. It collects, shows and sends; what it sent is
 * appraised by the verifier, and the outcome goes to the provider's backend alone.
 *
 * @fires {CustomEvent<PhaseDetail>} beihe-phase - The check moved on; `detail` has its phase and, if that is `failed`, a code; never a verdict
 * @attr phase - The present phase, for styles to select; set by the element
 * @slot alternative - Under the consent: another way to be verified
 * @slot idle - At the end of the card without a token
 * @slot preparing - At the end of the card while the session is opened
 * @slot consent - At the end of the card that asks for consent
 * @slot readying - At the end of the card while models load and the camera opens
 * @slot positioning - At the end of the card while the face finds its place
 * @slot acting - At the end of the card while movements are asked for
 * @slot sending - At the end of the card while the evidence is sent
 * @slot done - At the end of the card that says all was sent: where to go next
 * @slot retry - At the end of the card with what to mend
 * @slot failed - At the end of the card with what failed
 * @csspart card - The whole surface
 * @csspart consent - The consent step
 * @csspart stage - The step with the camera's picture
 * @csspart prompt - What the person is asked to do
 * @csspart done - The step that says all was sent
 * @csspart retry - The step with what to mend
 * @csspart failed - The step with what failed
 * @csspart button - The button to go on, or the link that leads on
 * @csspart switch - The button that changes the camera, with its words
 * @csspart tap - The button that starts the picture where the browser wants a tap for it
 * @csspart frame - The iframe, where the check runs in one
 * @cssproperty --beihe-accent - Colour of buttons and rings
 * @cssproperty --beihe-on-accent - Colour of text on it
 * @cssproperty --beihe-surface - Colour of the card
 * @cssproperty --beihe-text - Colour of text
 * @cssproperty --beihe-radius - Radius of the card's corners
 * @cssproperty --beihe-font - Font family
 */
export class BeiheVerify extends LitElement {
  static override styles = styles;

  /** The session's token, as the provider's backend got it. Another one starts anew. */
  @property({ attribute: 'session-token' }) sessionToken = '';

  /** Origin of the verifier; where this script came from unless said. */
  @property() verifier: string = new URL(scriptUrl).origin;

  /** `zh-CN` or `en`; unless said, the session's, then the page's, then the browser's language. */
  @property() locale: Locale | '' = '';

  /** `light` or `dark`; what the person's system prefers unless said. */
  @property({ reflect: true }) theme: Theme | undefined;

  /** Run the check in an iframe of the verifier's, even where this page's policy would allow it here. */
  @property({ type: Boolean }) frame = false;

  /**
   * Run the models on this backend or fail. For tests.
   *
   * @ignore
   */
  @property() backend: Backend | undefined;

  @state() private phase: Phase = { name: 'idle' };
  @state() private placing: Placing | undefined;
  @state() private heldShare = 0;
  @state() private followed = nothingFollowed;
  @state() private loadedShare = 0;
  @state() private hasCamera = false;
  @state() private trouble: Trouble | undefined;
  @state() private offer: SwitchOffer = 'none';
  /** Starts the picture where the browser wants a tap for it. */
  @state() private tap: (() => void) | undefined;
  @state() private isSandbox = false;
  @state() private isConsentMissing = false;
  @state() private isPaused = false;
  /** What the session was created with. */
  @state() private sessionLocale: Locale | undefined;
  /** The phase as the page was told of it. */
  @state() private announced: PhaseName = 'idle';
  @state() private aloud = silence;

  @query('video') private readonly video!: HTMLVideoElement | null;

  readonly #cameras = new CameraMemory();
  readonly #placement = new Placement(this, {
    base,
    onPhase: (detail) => this.#announce(detail),
    onSilent: () => {
      this.#placement.end();
      void this.#guard((check) => this.#refuse(check, new Failure('frame-refused')));
    },
  });
  #speech = new Speech();
  #check: Check | undefined;
  #hasConsent = false;
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the person has begun: only then may the focus be moved. */
  #isEngaged = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('phase', this.announced);
    if (this.hasUpdated) this.#restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('sessionToken') || changed.has('verifier') || changed.has('frame')) this.#restart();
    else if (changed.has('locale') || changed.has('theme')) this.#placement.tell();
  }

  override willUpdate(): void {
    this.#speak();
  }

  override render(): TemplateResult {
    const wording = wordings[this.#spoken];
    const slot = html`<slot name=${this.announced}></slot>`;
    const { iframe } = this.#placement;
    // The iframe has nothing to show before it has opened the session.
    const isFramed = iframe !== undefined && this.announced !== 'preparing';
    return html`
      ${
        isFramed
          ? nothing
          : html`<div class="card" part="card" lang=${this.#spoken}>
              ${this.isSandbox ? html`<p class="sandbox">${wording.sandbox}</p>` : nothing} ${this.#step()} ${slot}
              <p class="aloud" role="status">${this.aloud.polite}</p>
              <p class="aloud" aria-live="assertive">${this.aloud.assertive}</p>
            </div>`
      }
      ${iframe}${isFramed ? slot : nothing}
    `;
  }

  get #spoken(): Locale {
    return chooseLocale(this.locale, this.sessionLocale, document.documentElement.lang, navigator.language);
  }

  #step(): TemplateResult {
    const { phase } = this;
    const locale = this.#spoken;
    const wording = wordings[locale];
    if (isStage(phase)) return stageStep(this.#stage(phase));
    switch (phase.name) {
      case 'consent':
        return consentStep({
          ...phase,
          locale,
          wording,
          isMissing: this.isConsentMissing,
          onAgree: this.#onAgree,
          onChange: this.#onConsentChange,
        });
      case 'done':
        return doneStep(wording);
      case 'retry':
        return retryStep(wording, phase.causes, this.#onRetry);
      case 'failed': {
        const onRetry = finalCodes.includes(phase.code) ? undefined : this.#onRetry;
        return failedStep({
          ...phase,
          isPaused: this.isPaused,
          locale,
          wording,
          onRetry,
          exit: this.#placement.exitFor(phase.code),
        });
      }
      default:
        return html`<div class="step waiting-step" role="status">
          <div class="spinner"></div>
          <p>${wording.preparing}</p>
        </div>`;
    }
  }

  #stage(phase: StagePhase): StageStep {
    const { placing, heldShare, followed, trouble, loadedShare, hasCamera, tap } = this;
    const wording = wordings[this.#spoken];
    const offer = phase.name === 'positioning' ? this.offer : 'none';
    const onSwitch = () => this.#check?.switchCamera();
    return {
      phase,
      wording,
      placing,
      heldShare,
      followed,
      trouble,
      loadedShare,
      hasCamera,
      tap,
      offer,
      onSwitch,
    };
  }

  /** Say what is new; what had to wait is said by one of the next frames. */
  #speak(): void {
    const { phase } = this;
    if (isStage(phase)) {
      this.aloud = this.#speech.say(utteranceOf(this.#stage(phase)), performance.now());
    } else if (this.aloud !== silence) {
      this.#speech = new Speech();
      this.aloud = silence;
    }
  }

  readonly #onAgree = (event: SubmitEvent) => {
    event.preventDefault();
    if (this.phase.name !== 'consent') return;
    const { text, isGiven } = this.phase;
    const purposes = new FormData(event.target as HTMLFormElement).getAll('purpose').map(String);
    const missing = isGiven ? undefined : text.purposes.find(({ id, required }) => required && !purposes.includes(id));
    this.isConsentMissing = missing !== undefined;
    if (missing) {
      this.renderRoot.querySelector<HTMLInputElement>('input[required]:not(:checked)')?.focus();
      return;
    }
    this.#isEngaged = true;
    void this.#guard(async (check) => {
      this.#advance({ name: 'readying' });
      if (!isGiven) await check.consent(text, purposes);
      this.#hasConsent = true;
      await this.#run(check);
    });
  };

  readonly #onConsentChange = () => {
    this.isConsentMissing &&= this.renderRoot.querySelector('input[required]:not(:checked)') !== null;
  };

  readonly #onRetry = () => {
    this.#isEngaged = true;
    if (!this.#hasConsent) {
      this.#restart();
      return;
    }
    void this.#guard(async (check) => {
      this.#advance({ name: 'readying' });
      await this.#run(check);
    });
  };

  /** Begin anew with the present token. */
  #restart(): void {
    this.#end();
    if (this.phase.name !== 'idle') this.#advance({ name: 'idle' });
    if (!this.sessionToken || !this.isConnected) return;
    const { verifier, sessionToken: token, backend } = this;
    const check = new Check({ verifier, token, base, backend, cameras: this.#cameras, nowMs: Date.now() });
    this.#check = check;
    void this.#guard(async () => {
      this.#advance({ name: 'preparing' });
      const place = await this.#placement.choose().catch((error: unknown) => this.#refuse(check, error));
      if (check.hasEnded) return;
      if (place === 'frame') {
        this.#placement.moveToFrame(wordings[this.#spoken].frame);
        return;
      }
      const { session, text } = await check.open();
      if (check.hasEnded) return;
      this.isSandbox = session.sandbox;
      this.sessionLocale = session.locale;
      this.#hasConsent = session.state !== 'created' && session.state !== 'bound';
      this.#advance(session.done ? { name: 'done' } : { name: 'consent', text, isGiven: this.#hasConsent });
    });
  }

  /** Fail where no key is bound yet. The provider hears of it all the same, where the browser can make a key at all. */
  async #refuse(check: Check, error: unknown): Promise<never> {
    await check.prepare().catch(() => undefined);
    throw error;
  }

  async #run(check: Check): Promise<void> {
    this.placing = undefined;
    this.heldShare = 0;
    this.followed = nothingFollowed;
    this.trouble = undefined;
    this.offer = 'none';
    const { done, causes } = await check.run(this.#listener());
    if (check.hasEnded) return;
    this.#advance(done ? { name: 'done' } : { name: 'retry', causes });
    if (done) this.#end();
  }

  /** What a run shows as it goes. */
  #listener(): RunListener {
    const steady = new Steady<Placing | undefined>(undefined);
    const follower = new Follower();
    let leadInMs = Infinity;
    return {
      onLoading: (share) => {
        this.loadedShare = share;
      },
      video: async () => {
        await this.updateComplete;
        return this.video!;
      },
      onPicture: (isShown) => {
        this.hasCamera = isShown;
      },
      onTapNeeded: (tap) => {
        this.tap = tap;
      },
      onTrouble: (trouble) => {
        this.trouble = trouble;
      },
      onOffer: (offer) => {
        this.offer = offer;
      },
      onWatching: () => this.#advance({ name: 'positioning' }),
      onSeen: (seen) => {
        this.placing = steady.settle(guide(seen) ?? 'well-placed', seen.timestampMs);
        this.heldShare = Math.min(1, (seen.traceMs ?? 0) / leadInMs);
        if (seen.sample) this.followed = follower.see(seen.sample);
        this.#speak();
      },
      onChallenge: (ms) => {
        leadInMs = ms;
      },
      onWindow: (done, windows, ask) => {
        if (ask) this.followed = follower.open(ask.ask);
        this.#advance({ name: 'acting', done, windows, ask });
      },
      onSending: () => {
        this.hasCamera = false;
        this.#advance({ name: 'sending' });
      },
    };
  }

  /** Do something of the present check; what it throws becomes the phase `failed`. */
  async #guard(work: (check: Check) => Promise<void>): Promise<void> {
    const check = this.#check;
    if (!check) return;
    try {
      await work(check);
    } catch (error) {
      if (check.hasEnded) return;
      this.hasCamera = false;
      // The answer that said so was lost: there is nothing left to do.
      if (error instanceof Failure && error.code === 'session-finished' && this.phase.name !== 'preparing') {
        this.#advance({ name: 'done' });
        this.#end();
        return;
      }
      this.#fail(error instanceof Failure ? error : new Failure('attester-failed', { cause: error }));
    }
  }

  #fail({ code, retryAfterMs, cause }: Failure): void {
    if (cause) console.warn('beihe-verify:', code, cause);
    this.#check?.report(this.phase.name, code);
    if (code === 'consent-missing' || code === 'consent-outdated') this.#hasConsent = false;
    const retryAtMs = retryAfterMs === undefined ? undefined : Date.now() + retryAfterMs;
    this.isPaused = retryAfterMs !== undefined;
    clearTimeout(this.#pauseTimer);
    if (retryAfterMs !== undefined) {
      this.#pauseTimer = setTimeout(() => {
        this.isPaused = false;
      }, retryAfterMs);
    }
    this.#advance({ name: 'failed', code, retryAtMs });
  }

  #end(): void {
    this.#check?.end();
    this.#check = undefined;
    this.#placement.end();
    this.hasCamera = false;
  }

  #advance(to: Phase): void {
    this.phase = advance(this.phase, to);
    const hasChanged = this.#announce(detailOf(to));
    if (hasChanged && this.#isEngaged) {
      void this.updateComplete.then(() => {
        this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
        bringIntoView(this);
      });
    }
  }

  /** Tell the page of the phase, once. @returns whether it is another one */
  #announce(detail: PhaseDetail): boolean {
    if (detail.phase === this.announced) return false;
    this.announced = detail.phase;
    this.setAttribute('phase', detail.phase);
    this.dispatchEvent(new CustomEvent<PhaseDetail>('beihe-phase', { detail, bubbles: true, composed: true }));
    return true;
  }
}

/** Scroll only if some of it is out of sight: to its beginning if not all of it fits. */
function bringIntoView(element: Element): void {
  const { top, bottom } = element.getBoundingClientRect();
  const fits = bottom - top <= innerHeight;
  if (top < 0 || (fits ? bottom > innerHeight : top > 0)) element.scrollIntoView({ block: fits ? 'nearest' : 'start' });
}

// A page may load the script twice.
if (!customElements.get('beihe-verify')) customElements.define('beihe-verify', BeiheVerify);

declare global {
  interface HTMLElementTagNameMap {
    'beihe-verify': BeiheVerify;
  }
}
