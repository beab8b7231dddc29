/** The page's side of an iframe with the verifier's own page: makes it, tells it what to check, hears how it goes. */
import type { Locale } from '#protocol/locale.ts';
import type { PhaseDetail } from '../phase.ts';
import { embedVersion, guestMessageOf, themeProperties, type InitMessage, type Theme } from './message.ts';

/** A page that has not loaded for so long will not. Convention. */
const loadMs = 30_000;

/** A page that has loaded and has not answered for so long is another: a browser's own, since ours may not be framed here. */
const answerMs = 5_000;

/** Whose token, language, theme and custom properties the iframe takes over. */
export interface EmbeddedElement extends HTMLElement {
  readonly sessionToken: string;
  readonly locale: Locale | '';
  readonly theme: Theme | undefined;
}

export interface FrameOptions {
  /** Origin of the verifier. */
  readonly verifier: string;
  readonly tenant: string;
  /** For people who are read to. */
  readonly title: string;
  /** Called for each of the iframe's phases. */
  readonly onPhase: (detail: PhaseDetail) => void;
  /** The iframe did not answer. */
  readonly onSilent: () => void;
}

export class FrameHost {
  /** Goes into the page; taken out of it, everything in it ends. */
  readonly iframe = document.createElement('iframe');
  readonly #host: EmbeddedElement;
  readonly #options: FrameOptions;
  readonly #origin: string;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: EmbeddedElement, options: FrameOptions) {
    this.#host = host;
    this.#options = options;
    const page = new URL(`/embed/${encodeURIComponent(options.tenant)}`, options.verifier);
    this.#origin = page.origin;
    this.iframe.title = options.title;
    this.iframe.allow = 'camera; clipboard-write';
    this.iframe.referrerPolicy = 'no-referrer';
    this.iframe.setAttribute('part', 'frame');
    this.iframe.src = page.href;
    this.iframe.addEventListener('load', () => {
      this.#awaitWord(answerMs);
      this.tell();
    });
    addEventListener('message', this.#onMessage);
    document.addEventListener('securitypolicyviolation', this.#onViolation);
    this.#awaitWord(loadMs);
  }

  /** Tell the iframe what to check and how to look; again whenever that changes. */
  readonly tell = (): void => {
    const { sessionToken: token, locale, theme } = this.#host;
    const style = getComputedStyle(this.#host);
    const message: InitMessage = {
      beihe: embedVersion,
      type: 'init',
      token,
      locale: locale || undefined,
      language: document.documentElement.lang,
      theme,
      properties: Object.fromEntries(
        themeProperties.flatMap((name) => {
          const value = style.getPropertyValue(name).trim();
          return value ? [[name, value]] : [];
        }),
      ),
    };
    // The exact origin: a page that came there instead hears nothing.
    this.iframe.contentWindow?.postMessage(message, this.#origin);
  };

  #awaitWord(ms: number): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(this.#options.onSilent, ms);
  }

  /** The page's own policy forbids the iframe. */
  readonly #onViolation = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    const isOurs = disposition === 'enforce' && effectiveDirective === 'frame-src';
    if (isOurs && blockedURI.startsWith(this.#origin)) this.#options.onSilent();
  };

  readonly #onMessage = ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== this.iframe.contentWindow || origin !== this.#origin) return;
    const message = guestMessageOf(data);
    if (!message) return;
    clearTimeout(this.#silence);
    if (message.type === 'height') this.iframe.style.height = `${message.heightPx}px`;
    else this.#options.onPhase({ phase: message.phase, code: message.code });
  };

  end(): void {
    clearTimeout(this.#silence);
    removeEventListener('message', this.#onMessage);
    document.removeEventListener('securitypolicyviolation', this.#onViolation);
    this.iframe.remove();
  }
}
