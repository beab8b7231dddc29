/**
 * The page's side of the iframe with the verifier's own page: creates it, sends it the token and receives its phases.
 */
import type { BeiheVerify, InitMessage, PhaseDetail, UnseenCode } from '../contract.ts';
import { bringIntoView } from '../step/focus.ts';
import { embedVersion, guestMessageOf } from './message.ts';
import { themeProperties, type ThemeProperty } from './theme.ts';

/** A page that takes longer to load counts as refused. Convention. */
const loadMs = 30_000;

/**
 * A loaded page that does not answer in this time is not ours: where ours may not be embedded, the browser shows its
 * own page.
 */
const answerMs = 5_000;

export interface IframeOptions {
  /** Origin of the verifier. */
  readonly verifier: string;
  readonly tenant: string;
  /** Name of the iframe, for screen readers. */
  readonly title: string;
  /** Called for each of the iframe's phases. */
  readonly onPhase: (detail: PhaseDetail) => void;
  /** The run in the iframe waits, or continues. */
  readonly onUnseen: (unseen: UnseenCode | undefined) => void;
  /** The iframe did not answer. */
  readonly onSilent: () => void;
}

export class IframeHost {
  /** To be put into the page. Removing it ends everything in it. */
  readonly iframe = document.createElement('iframe');
  readonly #host: BeiheVerify;
  readonly #options: IframeOptions;
  readonly #origin: string;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(host: BeiheVerify, options: IframeOptions) {
    this.#host = host;
    this.#options = options;
    const page = new URL(`/embed/${encodeURIComponent(options.tenant)}`, options.verifier);
    this.#origin = page.origin;
    this.iframe.title = options.title;
    this.iframe.allow = 'camera; clipboard-write';
    this.iframe.referrerPolicy = 'no-referrer';
    this.iframe.setAttribute('part', 'iframe');
    this.iframe.src = page.href;
    this.iframe.addEventListener('load', () => {
      this.#awaitMessage(answerMs);
      this.send();
    });
    addEventListener('message', this.#onMessage);
    document.addEventListener('securitypolicyviolation', this.#onViolation);
    this.#awaitMessage(loadMs);
  }

  /** Send token, language, theme and custom properties to the iframe. To be called again whenever one of them changes. */
  readonly send = (): void => {
    const { sessionToken: token, locale, theme } = this.#host;
    const style = getComputedStyle(this.#host);
    const properties: Partial<Record<ThemeProperty, string>> = {};
    for (const name of themeProperties) {
      const value = style.getPropertyValue(name).trim();
      if (value) properties[name] = value;
    }
    const message: InitMessage = {
      beihe: embedVersion,
      type: 'init',
      token,
      locale: locale || undefined,
      language: document.documentElement.lang,
      theme,
      properties,
    };
    // With the exact origin, another page that was loaded there instead does not get the token.
    this.iframe.contentWindow?.postMessage(message, this.#origin);
  };

  #awaitMessage(ms: number): void {
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
    else if (message.type === 'waiting') this.#options.onUnseen(message.waiting);
    else {
      // The person has just pressed a button at the end of what may be a long consent. A page in an iframe cannot scroll this one.
      if (message.phase === 'readying') bringIntoView(this.iframe);
      this.#options.onPhase({ phase: message.phase, code: message.code });
    }
  };

  end(): void {
    clearTimeout(this.#silence);
    removeEventListener('message', this.#onMessage);
    document.removeEventListener('securitypolicyviolation', this.#onViolation);
    this.iframe.remove();
  }
}
