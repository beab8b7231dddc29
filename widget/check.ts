/** One session's check: everything between the element and camera, vision thread and verifier. */
import type { KeyPair } from 'dpop';
import { decodeJwt } from 'jose';
import type { Appraised, Backend, ConsentText, FilerSession } from '#protocol/message.ts';
import type { z } from 'zod';
import { version } from '../package.json';
import { closeCamera, openCamera } from './camera.ts';
import { capture, type ShownAsk } from './capture.ts';
import { Failure, type FailureCode } from './failure.ts';
import { Journal } from './journal.ts';
import { publicJwk, sessionKey } from './key.ts';
import { Outbox } from './outbox.ts';
import type { PhaseName } from './phase.ts';
import { tabStore } from './tab-store.ts';
import { Verifier } from './verifier.ts';
import type { Loaded, Observation } from './vision/api.ts';
import { Vision } from './vision/bridge.ts';
import { Watch } from './watch.ts';

export interface CheckOptions {
  /** Origin of the verifier. */
  readonly verifier: string;
  readonly token: string;
  /** Where `vision/` and `models/` are served, with a trailing slash. */
  readonly base: string;
  readonly backend: Backend | undefined;
  /** Epoch milliseconds; for keys that outlived their sessions. */
  readonly nowMs: number;
}

/** What a run tells as it goes. */
export interface RunListener {
  readonly onLoading: (share: number) => void;
  /** The camera is open: its picture can be shown. */
  readonly onCamera: (stream: MediaStream) => Promise<HTMLVideoElement>;
  readonly onWatching: () => void;
  readonly onSeen: (seen: Observation) => void;
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
  #share = 0;
  #onLoading: (share: number) => void = () => undefined;

  constructor(options: CheckOptions) {
    this.#options = options;
  }

  get hasEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  /** Bind the browser's key to the session, and learn who asks. @throws Failure */
  async open(): Promise<Opened> {
    const { verifier, token, nowMs } = this.#options;
    const { sub, exp = Infinity } = claimsOf(token);
    if (!sub) throw new Failure('token-invalid');
    if (!globalThis.isSecureContext) throw new Failure('browser-unsupported', { cause: 'not a secure context' });
    this.preload();
    this.#key = await sessionKey(sub, exp * 1000, nowMs);
    const own = new Verifier(verifier, sub, token, this.#key, this.#ended.signal);
    const outbox = new Outbox(sub, own.report, tabStore());
    own.onAnswered = () => outbox.flush();
    [this.#verifier, this.#outbox] = [own, outbox];
    await own.bindKey({ jwk: await publicJwk(this.#key) });
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
      const loaded = await this.#vision.load({ base, backend }, (share) => {
        this.#share = share;
        this.#onLoading(share);
      });
      this.#journal.load(loaded);
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
    this.preload();
    listener.onLoading(this.#share);
    const loaded = await this.#loaded!;
    const vision = this.#vision!;
    const { signal } = this.#ended;
    const stream = await openCamera();
    const close = () => closeCamera(stream);
    signal.addEventListener('abort', close);
    let watch: Watch | undefined;
    try {
      signal.throwIfAborted();
      const video = await listener.onCamera(stream);
      this.#journal.openCamera(video);
      watch = new Watch(video, stream, vision, signal, (seen) => {
        this.#journal.see(seen);
        listener.onSeen(seen);
      });
      listener.onWatching();
      return await capture({
        verifier: this.#verifier!,
        vision,
        watch,
        key: this.#key!,
        loaded,
        onWindow: listener.onWindow,
        onSending: () => {
          close();
          listener.onSending();
        },
      });
    } finally {
      watch?.stop();
      close();
      signal.removeEventListener('abort', close);
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
    this.#ended.abort(new DOMException('the check has ended', 'AbortError'));
    this.#vision?.end();
  }

  #forgetVision(): void {
    this.#vision?.end();
    this.#vision = undefined;
    this.#loaded = undefined;
  }
}

function claimsOf(token: string): { sub?: string | undefined; exp?: number | undefined } {
  try {
    return decodeJwt(token);
  } catch (cause) {
    throw new Failure('token-invalid', { cause });
  }
}
