/** One session's check: everything between the element and camera, vision thread and verifier. */
import type { KeyPair } from 'dpop';
import type { Backend } from '#protocol/capture/backend.ts';
import type { Appraised } from '#protocol/capture/evidence.ts';
import type { ConsentText } from '#protocol/session/consent.ts';
import type { FilerSession } from '#protocol/session/session.ts';
import type { z } from 'zod';
import { version } from '../../package.json';
import { Camera, type CameraListener, type CameraMemory } from '../camera/camera.ts';
import { capture, type ShownAsk } from '../liveness/capture.ts';
import type { FailureCode } from '../page/failure.ts';
import { Journal } from './journal.ts';
import { publicJwk, sessionKey } from '../verifier/key.ts';
import { Outbox } from '../verifier/outbox.ts';
import type { PhaseName } from '../phase.ts';
import { endedOnPurpose } from '../page/abort.ts';
import { tabStore } from '../verifier/tab-store.ts';
import { claimsOf } from '../verifier/token.ts';
import { Verifier } from '../verifier/client.ts';
import type { Loaded } from '../vision/api.ts';
import { Vision } from '../vision/bridge.ts';
import { Watch, type WatchListener } from '../liveness/watch.ts';

export interface CheckOptions {
  /** Origin of the verifier. */
  readonly verifier: string;
  readonly token: string;
  /** Where `vision/` and `models/` are served, with a trailing slash. */
  readonly base: string;
  readonly backend: Backend | undefined;
  readonly cameras: CameraMemory;
  /** Epoch milliseconds; for keys that outlived their sessions. */
  readonly nowMs: number;
}

/** What a run tells as it goes. */
export interface RunListener extends CameraListener, WatchListener {
  readonly onLoading: (share: number) => void;
  /** Where the camera's picture is shown. */
  readonly video: () => Promise<HTMLVideoElement>;
  readonly onWatching: () => void;
  readonly onChallenge: (leadInMs: number) => void;
  readonly onWindow: (done: number, windows: number, ask: ShownAsk | undefined) => void;
  readonly onSending: () => void;
}

interface Opened {
  readonly session: FilerSession;
  readonly text: z.infer<typeof ConsentText>;
}

export class Check {
  readonly #options: CheckOptions;
  readonly #ended = new AbortController();
  readonly #journal = new Journal(() => performance.now(), {
    widget: version,
    userAgent: navigator.userAgent,
    maxTouchPoints: navigator.maxTouchPoints,
    isFramed: window.top !== window,
  });
  /** Undefined as long as there is no session to report to. */
  #outbox: Outbox | undefined;
  #key: KeyPair | undefined;
  #verifier: Verifier | undefined;
  #vision: Vision | undefined;
  #loaded: Promise<Loaded> | undefined;
  #watch: Watch | undefined;
  #share = 0;
  #onLoading: (share: number) => void = () => undefined;

  constructor(options: CheckOptions) {
    this.#options = options;
  }

  get hasEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  /** Change to the next usable camera; the listener hears how it goes. */
  switchCamera(): void {
    this.#watch?.switchCamera();
  }

  /** Make the browser's key, with which failures can be reported; it is bound to nothing yet. @throws Failure token-invalid */
  async prepare(): Promise<void> {
    const { verifier, token, nowMs } = this.#options;
    const { session: id, expiresAtMs } = claimsOf(token);
    this.#key = await sessionKey(id, expiresAtMs, nowMs);
    const own = new Verifier(verifier, id, token, this.#key, this.#ended.signal);
    const outbox = new Outbox(id, own.report, tabStore());
    own.onAnswered = () => outbox.flush();
    [this.#verifier, this.#outbox] = [own, outbox];
  }

  /** Bind the browser's key to the session, and learn who asks. @throws Failure */
  async open(): Promise<Opened> {
    this.preload();
    await this.prepare();
    const own = this.#verifier!;
    await own.bindKey({ jwk: await publicJwk(this.#key!) });
    this.#journal.reach('keyBoundMs');
    const [session, text] = await Promise.all([own.session(), own.consentText()]);
    return { session, text };
  }

  /** Begin to load the models, unless they are there or on their way. */
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
      this.#journal.load(loaded, this.#vision);
      return loaded;
    })();
    this.#loaded.catch(() => this.#forgetVision()); // a run under way hears of it; the next one loads anew
  }

  async consent(text: Opened['text'], purposes: string[]): Promise<void> {
    await this.#verifier!.consent({ textVersion: text.textVersion, purposes });
  }

  /** Run one challenge, camera on to camera off. @throws Failure; an abort if the check has ended */
  async run(listener: RunListener): Promise<Appraised> {
    this.#onLoading = listener.onLoading;
    this.#journal.beginRun();
    this.#watch = undefined;
    this.preload();
    listener.onLoading(this.#share);
    const loaded = await this.#loaded!;
    const vision = this.#vision!;
    const { signal } = this.#ended;
    // Camera and watch end with the run, whatever they are at.
    const run = new AbortController();
    const stop = () => run.abort();
    signal.addEventListener('abort', stop);
    try {
      if (signal.aborted) throw endedOnPurpose();
      const camera = new Camera(await listener.video(), this.#options.cameras, run.signal, listener);
      await camera.open();
      this.#journal.openCamera(camera.video);
      const onSeen: RunListener['onSeen'] = (seen) => {
        this.#journal.see(seen);
        listener.onSeen(seen);
      };
      const watch = new Watch(camera, vision, run.signal, { ...listener, onSeen });
      this.#watch = watch;
      listener.onWatching();
      return await capture({
        verifier: this.#verifier!,
        vision,
        watch,
        key: this.#key!,
        loaded,
        signal: run.signal,
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
      // Whatever went wrong, that is what is told.
      vision.discard().catch(() => this.#forgetVision());
    }
  }

  /** Tell the provider of a failure, if there is a way to. Nobody waits for it. */
  report(step: PhaseName, code: FailureCode): void {
    this.#outbox?.send(this.#journal.report(step, code));
  }

  /** Switch everything off, for good. */
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
