/** One session's verification: connects the element with camera, vision thread and verifier. */
import type { KeyPair } from 'dpop';
import type { Backend } from '#protocol/capture/backend.ts';
import type { Appraised } from '#protocol/capture/evidence.ts';
import type { ConsentText } from '#protocol/session/consent.ts';
import type { FilerSession } from '#protocol/session/session.ts';
import type { WithdrawalLink } from '#protocol/session/withdrawal.ts';
import type { z } from 'zod';
import { version } from '../../package.json';
import { Camera, type CameraListener, type CameraMemory } from '../camera/camera.ts';
import type { FilingSteps } from '../filing/filing.ts';
import { loadFiling } from '../filing/load.ts';
import { consentTyp } from '#protocol/session/consent-typ.ts';
import type { SignedConsent } from '#protocol/session/consent.ts';
import type { SignRecord } from '#protocol/session/signature.ts';
import { capture, type ShownAsk } from '../liveness/capture.ts';
import { Failure, type FailureCode } from '../page/failure.ts';
import { Journal } from './journal.ts';
import { publicJwk, sessionKey } from '../verifier/key.ts';
import { Outbox } from '../verifier/outbox.ts';
import type { PhaseName } from '#protocol/session/phase.ts';
import { endedOnPurpose } from '../page/abort.ts';
import { Sight } from '../page/visible.ts';
import type { UnseenCode } from '#protocol/failure-code.ts';
import { signJws } from '../verifier/jws.ts';
import { measureLine, neededBitsPerS } from '../verifier/line.ts';
import { tabStore } from '../verifier/tab-store.ts';
import { originOf } from '../verifier/given.ts';
import { claimsOf } from '../verifier/token.ts';
import { Verifier } from '../verifier/client.ts';
import type { Loaded } from '../vision/api.ts';
import { Vision } from '../vision/bridge.ts';
import { Watch, type WatchListener } from '../liveness/watch.ts';

export interface RunOptions {
  /** Address of the verifier, as the page gave it. */
  readonly verifier: string;
  readonly token: string;
  /** Where `vision/` and `models/` are served, with a trailing slash. */
  readonly base: string;
  readonly backend: Backend | undefined;
  readonly cameras: CameraMemory;
  /** Epoch milliseconds, to delete the keys of expired sessions. */
  readonly nowMs: number;
}

/** Called during an attempt. */
export interface RunListener extends CameraListener, WatchListener {
  readonly onLoading: (share: number) => void;
  /** The video element that shows the camera's picture. */
  readonly video: () => Promise<HTMLVideoElement>;
  /** What the person has to see: the prompts and the camera's picture. */
  readonly card: () => Promise<Element>;
  /** The run waits because the person cannot see the element; undefined once it continues. */
  readonly onUnseen: (unseen: UnseenCode | undefined) => void;
  readonly onWatching: () => void;
  readonly onChallenge: (leadInMs: number) => void;
  readonly onWindow: (done: number, windows: number, ask: ShownAsk | undefined) => void;
  readonly onSending: () => void;
  /** The verifier has been busy for a while, and is waited for; or that is over. */
  readonly onBusy: (isBusy: boolean) => void;
}

interface Started {
  readonly session: FilerSession;
  readonly text: z.infer<typeof ConsentText>;
  /** Undefined in a session without a case. */
  readonly steps: FilingSteps | undefined;
}

export class Run {
  readonly #options: RunOptions;
  readonly #ended = new AbortController();
  readonly #journal = new Journal(() => performance.now(), {
    widget: version,
    userAgent: navigator.userAgent,
    maxTouchPoints: navigator.maxTouchPoints,
    isInIframe: window.top !== window,
  });
  /** Undefined until `prepare` has made a key. */
  #outbox: Outbox | undefined;
  #key: KeyPair | undefined;
  #verifier: Verifier | undefined;
  #vision: Vision | undefined;
  #loaded: Promise<Loaded> | undefined;
  #watch: Watch | undefined;
  #share = 0;
  #onLoading: (share: number) => void = () => undefined;

  constructor(options: RunOptions) {
    this.#options = options;
  }

  get hasEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  /** Change to the next usable camera. Does nothing while no change is offered. */
  switchCamera(): void {
    this.#watch?.switchCamera();
  }

  /**
   * Make the browser's key, without binding it yet. The key is enough to report failures.
   *
   * @throws Failure token-invalid, verifier-invalid
   */
  async prepare(): Promise<void> {
    const { verifier, token, nowMs } = this.#options;
    const { session: id, expiresAtMs } = claimsOf(token);
    this.#key = await sessionKey(id, expiresAtMs, nowMs);
    const client = new Verifier(originOf(verifier), id, token, this.#key, this.#ended.signal);
    const outbox = new Outbox(id, client.report, tabStore());
    client.onAnswered = () => outbox.flush();
    [this.#verifier, this.#outbox] = [client, outbox];
  }

  /** Bind the browser's key to the session, and read the session and its consent text. @throws Failure */
  async start(): Promise<Started> {
    this.preload();
    await this.prepare();
    const verifier = this.#verifier!;
    await verifier.bindKey({ jwk: await publicJwk(this.#key!) });
    this.#journal.reach('keyBoundMs');
    const [session, text] = await Promise.all([verifier.session(), verifier.consentText()]);
    const steps = text.filing && (await loadFiling(this.#options.base));
    return { session, text, steps };
  }

  /** Begin to load the models, unless they are loaded or loading. */
  preload(): void {
    if (this.#loaded || this.hasEnded) return;
    const { base, backend } = this.#options;
    this.#journal.beginLoading();
    this.#loaded = (async () => {
      this.#vision = new Vision(base);
      const loaded = await this.#vision.load((share) => {
        this.#share = share;
        this.#onLoading(share);
      }, backend);
      this.#journal.finishLoading(loaded, this.#vision);
      return loaded;
    })();
    this.#loaded.catch(() => this.#forgetVision()); // the present attempt fails by itself; the next one loads the models again
  }

  /** Consent. In a session of a case the key signs it, together with what the person was shown. */
  async consent({ textVersion, filing }: Started['text'], purposes: string[]): Promise<void> {
    const given = { textVersion, purposes };
    if (!filing) return void (await this.#verifier!.consent(given));
    const consent: SignedConsent = { ...given, subjectDigest: filing.subjectDigest };
    const key = this.#key!;
    const signed = await signJws({ typ: consentTyp, jwk: await publicJwk(key) }, consent, key.privateKey);
    await this.#verifier!.consent({ ...consent, signed });
  }

  /** The session as it is now. @throws Failure */
  session(): Promise<FilerSession> {
    return this.#verifier!.session();
  }

  /** Sign the record. @throws Failure record-changed and others */
  async sign({ signRecord }: FilingSteps, record: Parameters<FilingSteps['signRecord']>[0]): Promise<void> {
    const key = this.#key!;
    const body: SignRecord = {
      recordDigest: record.recordDigest,
      signature: await signRecord(record, key.privateKey, await publicJwk(key)),
    };
    await this.#verifier!.sign(body);
  }

  /** The token with which the person can withdraw as long as data is kept. @throws Failure */
  withdrawalLink(): Promise<WithdrawalLink> {
    return this.#verifier!.withdrawalLink();
  }

  /**
   * Make one attempt: switch the camera on, capture a challenge, send the evidence.
   *
   * @param hasMoreTime whether the person needs more time
   * @throws Failure; an abort if the run has ended
   */
  async perform(listener: RunListener, hasMoreTime: boolean): Promise<Appraised> {
    this.#onLoading = listener.onLoading;
    this.#journal.beginAttempt();
    this.#watch = undefined;
    this.preload();
    listener.onLoading(this.#share);
    const loaded = await this.#loaded!;
    // Not while the models load, which would make it seem slower. Meanwhile the camera opens.
    const line = measureLine(this.#verifier!.probe);
    const vision = this.#vision!;
    const { signal } = this.#ended;
    // Ends camera and watch with the attempt.
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    signal.addEventListener('abort', stop);
    try {
      if (signal.aborted) throw endedOnPurpose();
      const sight = new Sight(await listener.card(), attempt.signal);
      sight.onChange(() => listener.onUnseen(sight.unseen), attempt.signal);
      const camera = new Camera(await listener.video(), sight, this.#options.cameras, attempt.signal, listener);
      await camera.open();
      this.#journal.openCamera(camera.video);
      const bitsPerS = await line;
      // What is too slow would cost an attempt once a window is disclosed.
      if (bitsPerS < neededBitsPerS) throw new Failure('network-slow', { cause: bitsPerS });
      const onSeen: RunListener['onSeen'] = (seen) => {
        this.#journal.see(seen);
        listener.onSeen(seen);
      };
      const watch = new Watch(camera, sight, vision, attempt.signal, { ...listener, onSeen });
      this.#watch = watch;
      listener.onWatching();
      this.#verifier!.onBusy = listener.onBusy;
      return await capture({
        verifier: this.#verifier!,
        vision,
        watch,
        key: this.#key!,
        loaded,
        bitsPerS,
        hasMoreTime,
        signal: attempt.signal,
        onChallenge: listener.onChallenge,
        onWindow: listener.onWindow,
        onSending: () => {
          stop();
          listener.onSending();
        },
      });
    } finally {
      stop();
      signal.removeEventListener('abort', stop);
      listener.onUnseen(undefined);
      // If this fails, its error must not replace the attempt's own.
      vision.discard().catch(() => this.#forgetVision());
    }
  }

  /** Report a failure to the provider, if there is a key to sign with. Does not wait for the answer. */
  report(step: PhaseName, code: FailureCode): void {
    this.#outbox?.send(this.#journal.report(step, code));
  }

  /** The person is verified: the models are not needed any more. */
  endCapture(): void {
    this.#forgetVision();
  }

  /** Switch everything off. The run cannot be used any more. */
  end(): void {
    this.#ended.abort();
    this.#vision?.end();
  }

  #forgetVision(): void {
    this.#vision?.end();
    this.#vision = undefined;
    this.#loaded = undefined;
  }
}
