/** Leads an element's run from phase to phase, and has the state that the element shows. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Backend } from '#protocol/capture/backend.ts';
import type { FilerSession } from '#protocol/session/session.ts';
import type { WithdrawalLink } from '#protocol/session/withdrawal.ts';
import { CameraMemory } from '../camera/camera.ts';
import type { BeiheVerify, PhaseDetail } from '../contract.ts';
import { Embedding } from '../embed/embedding.ts';
import type { Exit } from '../embed/exit.ts';
import type { FilingSteps } from '../filing/filing.ts';
import type { ConsentFiling } from '#protocol/session/consent.ts';
import { Failure, type FailureCode } from '../page/failure.ts';
import { environmentCodes } from '../page/support-code.ts';
import { bare } from '../verifier/given.ts';
import type { Phase } from '../phase.ts';
import { listenerOf } from './listener.ts';
import { Run } from './run.ts';
import { Shown, type RunState } from './shown.ts';
import { Signature, type Filing } from './signature.ts';
import { freshAttempt, type StageState } from './stage-state.ts';

/** Failures after which another attempt in this session cannot help. */
const finalCodes: readonly FailureCode[] = [
  'session-expired',
  'session-unknown',
  'session-withdrawn',
  'session-finished',
  'verifier-invalid',
  'token-invalid',
  'token-expired',
  'token-foreign',
  'key-foreign',
  'attempts-exhausted',
  ...environmentCodes,
  'sandbox-local-only',
  'subject-digest-stale',
  'case-withdrawn',
];

/** The element, with the backend that tests may set. */
export type RunHost = ReactiveControllerHost & BeiheVerify & { readonly backend: Backend | undefined };

export interface ControllerOptions {
  /** Where the element's files are served, with a trailing slash. */
  readonly base: string;
  /** The video element that shows the camera's picture. */
  readonly video: () => Promise<HTMLVideoElement>;
  /** The part of the element with the prompts and the camera's picture. */
  readonly card: () => Promise<Element>;
  /** Name of the iframe, in the language of the element. */
  readonly iframeTitle: () => string;
  /** Called when the phase changes. */
  readonly onPhase: (detail: PhaseDetail) => void;
  /** Called after each processed frame. */
  readonly onSeen: () => void;
  /** Called with the token for a withdrawal, from the consent on. */
  readonly onWithdrawable: (link: WithdrawalLink) => void;
  /** Called when the steps of a filing are loaded. */
  readonly onFiling: (steps: FilingSteps) => void;
}

export class RunController implements ReactiveController {
  readonly #host: RunHost;
  readonly #options: ControllerOptions;
  readonly #cameras = new CameraMemory();
  readonly #embedding: Embedding;
  readonly #shown: Shown;
  #run: Run | undefined;
  #hasConsent = false;
  /** Undefined in a session without a case. */
  #signature: Signature | undefined;
  /** Whether the person is verified and only the signature is missing. */
  #isVerified = false;
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: RunHost, options: ControllerOptions) {
    this.#host = host;
    this.#options = options;
    this.#shown = new Shown({ draw: () => host.requestUpdate(), onPhase: options.onPhase });
    this.#embedding = new Embedding(host, {
      base: options.base,
      onPhase: (detail) => this.#shown.announce(detail),
      onUnseen: (unseen) => this.#shown.show({ unseen }),
      onSilent: () => {
        this.#embedding.end();
        void this.#guard((run) => this.#refuse(run, new Failure('iframe-refused')));
      },
    });
    host.addController(this);
  }

  get state(): RunState {
    return this.#shown.state;
  }

  /** Undefined in a session without a case. */
  get filing(): Filing | undefined {
    return this.#signature?.filing;
  }

  /** The iframe, while the run is in one. */
  get iframe(): HTMLIFrameElement | undefined {
    return this.#embedding.iframe;
  }

  hostDisconnected(): void {
    this.#end();
  }

  /** The element's language or theme has changed. */
  restyle(): void {
    this.#embedding.send();
  }

  /** Start a new run with the element's present token. */
  restart(): void {
    this.#end();
    if (this.state.phase.name !== 'idle') this.#advance({ name: 'idle' });
    const { verifier, sessionToken, backend, isConnected } = this.#host;
    const token = bare(sessionToken);
    if (!token || !isConnected) return;
    const { base, iframeTitle } = this.#options;
    const run = new Run({ verifier, token, base, backend, cameras: this.#cameras, nowMs: Date.now() });
    this.#run = run;
    [this.#signature, this.#isVerified] = [undefined, false];
    void this.#guard(async () => {
      this.#advance({ name: 'preparing' });
      const embedding = await this.#embedding.choose().catch((error: unknown) => this.#refuse(run, error));
      if (run.hasEnded) return;
      if (embedding === 'iframe') {
        this.#embedding.moveToIframe(iframeTitle());
        return;
      }
      const { session, text, steps } = await run.start();
      if (run.hasEnded) return;
      if (steps && text.filing) this.#open(steps, text.filing);
      this.#show({ isSandbox: session.sandbox, sessionLocale: session.locale, moreTime: session.moreTime });
      this.#hasConsent = session.state !== 'created' && session.state !== 'bound';
      if (this.#hasConsent) this.#prepareWithdrawal(run);
      this.#isVerified = session.state === 'verified';
      if (this.#isVerified) await this.#finish(run, session);
      else this.#advance({ name: 'consent', text, isGiven: this.#hasConsent });
    });
  }

  #open(steps: FilingSteps, filing: ConsentFiling): void {
    this.#signature = new Signature(steps, filing, () => this.#host.requestUpdate());
    this.#options.onFiling(steps);
  }

  /** The person is verified. In a session of a case the signature follows; the element is done once it is there. */
  async #finish(run: Run, known?: FilerSession): Promise<void> {
    this.#isVerified = true;
    const { done, toSign } = this.#signature ? (known ?? (await run.session())) : { done: true, toSign: undefined };
    if (run.hasEnded) return;
    run.endCapture();
    // The record has changed what the person was shown: whoever finished this session has finished another filing.
    if (done === false && !toSign) throw new Failure('subject-digest-stale');
    if (this.#signature && toSign && !done) this.#advance(this.#signature.ask(toSign));
    else this.#conclude();
  }

  /** Ends the run as done. */
  #conclude(): void {
    this.#advance({ name: 'done' });
    this.#end();
  }

  /** The person confirms the signature. */
  readonly sign = (): void => {
    const { phase } = this.state;
    const signature = this.#signature;
    if (phase.name !== 'signing' || phase.isSending || !signature) return;
    const drawn = signature.drawn();
    if (!drawn) return;
    void this.#guard(async (run) => {
      this.#advance({ ...phase, isSending: true });
      const isTaken = await signature.send(run, drawn);
      if (!isTaken) await this.#finish(run);
      else if (!run.hasEnded) this.#conclude();
    });
  };

  /**
   * The person agrees to these purposes. If a required one is missing, only `isConsentMissing` changes.
   *
   * @param needsTime whether they also ask for more time
   */
  agree(purposes: string[], needsTime: boolean): void {
    const { phase } = this.state;
    if (phase.name !== 'consent') return;
    const { text, isGiven } = phase;
    const isMissing = !isGiven && text.purposes.some(({ id, required }) => required && !purposes.includes(id));
    this.#show({ isConsentMissing: isMissing });
    if (isMissing) return;
    if (needsTime) this.#show({ moreTime: 'given' });
    void this.#guard(async (run) => {
      this.#advance({ name: 'readying' });
      if (!isGiven) await run.consent(text, purposes);
      this.#hasConsent = true;
      this.#prepareWithdrawal(run);
      await this.#perform(run);
    });
  }

  /** Gets the token for a withdrawal. The run does not wait for it; if it is lost, the next visit of the page gets it. */
  #prepareWithdrawal(run: Run): void {
    run.withdrawalLink().then(this.#options.onWithdrawable, () => undefined);
  }

  /** The person has withdrawn: ends the run. */
  withdrawn(): void {
    this.#end();
    this.#advance({ name: 'failed', code: 'session-withdrawn', retryAtMs: undefined });
  }

  /** The person ticked or cleared a purpose. @param isComplete whether all required ones are ticked */
  reconsider(isComplete: boolean): void {
    if (isComplete) this.#show({ isConsentMissing: false });
  }

  /** Starts another attempt; undefined where another attempt cannot help. */
  get retry(): (() => void) | undefined {
    const { phase } = this.state;
    return phase.name === 'failed' && finalCodes.includes(phase.code) ? undefined : this.#retry;
  }

  /** Starts another attempt with more time; undefined where that is not offered, or the causes are others. */
  get retrySlower(): (() => void) | undefined {
    const { phase, moreTime } = this.state;
    if (phase.name !== 'retry' || moreTime !== 'offered' || !phase.causes.includes('action-missed')) return undefined;
    return () => {
      this.#show({ moreTime: 'given' });
      this.#retry();
    };
  }

  readonly #retry = (): void => {
    if (!this.#hasConsent) {
      this.restart();
      return;
    }
    void this.#guard(async (run) => {
      if (this.#isVerified) return this.#finish(run);
      this.#advance({ name: 'readying' });
      await this.#perform(run);
    });
  };

  readonly switchCamera = (): void => this.#run?.switchCamera();

  /** The exit to offer with a failure; undefined if neither page nor browser is its cause. */
  exitFor(code: FailureCode): Exit | undefined {
    return this.#embedding.exitFor(code);
  }

  /** Fail before a key is bound. If the browser can make a key, the failure is still reported. */
  async #refuse(run: Run, error: unknown): Promise<never> {
    await run.prepare().catch(() => undefined);
    throw error;
  }

  async #perform(run: Run): Promise<void> {
    this.#show(freshAttempt);
    const { video, card, onSeen } = this.#options;
    const show = (change: Partial<StageState>) => this.#show(change);
    const { done, causes } = await run.perform(
      listenerOf({ video, card, show, onSeen, advance: (to) => this.#advance(to) }),
      this.state.moreTime === 'given',
    );
    if (run.hasEnded) return;
    if (done) await this.#finish(run);
    else this.#advance({ name: 'retry', causes });
  }

  /** Do part of the present run. An error leads to the phase `failed`. */
  async #guard(work: (run: Run) => Promise<void>): Promise<void> {
    const run = this.#run;
    if (!run) return;
    try {
      await work(run);
    } catch (error) {
      if (run.hasEnded) return;
      this.#show({ hasCamera: false });
      // The verifier has appraised the evidence, but its answer was lost.
      if (error instanceof Failure && error.code === 'session-finished' && !this.#isVerified) {
        return this.#guard((same) => this.#finish(same));
      }
      this.#fail(error instanceof Failure ? error : new Failure('attester-failed', { cause: error }));
    }
  }

  #fail({ code, retryAfterMs, cause }: Failure): void {
    if (cause) console.warn('beihe-verify:', code, cause);
    this.#run?.report(this.state.phase.name, code);
    if (code === 'consent-missing' || code === 'consent-outdated') this.#hasConsent = false;
    this.#show({ isPaused: retryAfterMs !== undefined });
    clearTimeout(this.#pauseTimer);
    if (retryAfterMs !== undefined) {
      this.#pauseTimer = setTimeout(() => this.#show({ isPaused: false }), retryAfterMs);
    }
    const retryAtMs = retryAfterMs === undefined ? undefined : Date.now() + retryAfterMs;
    this.#advance({ name: 'failed', code, retryAtMs });
  }

  #end(): void {
    this.#run?.end();
    this.#run = undefined;
    this.#embedding.end();
    this.#show({ hasCamera: false, unseen: undefined });
  }

  #advance(to: Phase): void {
    this.#shown.advance(to);
  }

  #show(change: Partial<RunState>): void {
    this.#shown.show(change);
  }
}
