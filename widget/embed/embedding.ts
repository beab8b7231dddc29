/**
 * Where an element's run takes place: in the page, in an iframe, or in another browser, for which the person gets a
 * link.
 */
import type { ReactiveControllerHost } from 'lit';
import type { BeiheVerify, EnvironmentCode, FailureCode, PhaseDetail, UnseenCode } from '../contract.ts';
import { Failure } from '../page/failure.ts';
import { bare, originOf } from '../verifier/given.ts';
import { claimsOf } from '../verifier/token.ts';
import { chooseEmbedding } from './choose-embedding.ts';
import { copy, hostedPage, type Copied, type Exit } from './exit.ts';
import { IframeHost } from './iframe-host.ts';

/** The element whose run is embedded. */
export type EmbeddingHost = BeiheVerify & Pick<ReactiveControllerHost, 'requestUpdate'>;

export interface EmbeddingOptions {
  /** Where the element's files are served, with a trailing slash. */
  readonly base: string;
  /** Called for each of the iframe's phases. */
  readonly onPhase: (detail: PhaseDetail) => void;
  /** The run in the iframe waits because the person cannot see it; undefined once it continues. */
  readonly onUnseen: (unseen: UnseenCode | undefined) => void;
  /** The iframe did not answer. */
  readonly onSilent: () => void;
}

export class Embedding {
  readonly #host: EmbeddingHost;
  readonly #options: EmbeddingOptions;
  #iframe: IframeHost | undefined;
  /** Address of the hosted page; undefined unless this page or browser caused the failure. */
  #exitUrl: string | undefined;
  #copied: Copied;

  constructor(host: EmbeddingHost, options: EmbeddingOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The iframe, while the run is in one. */
  get iframe(): HTMLIFrameElement | undefined {
    return this.#iframe?.iframe;
  }

  /** @throws Failure verifier-invalid, token-invalid, or an `EnvironmentCode`, for which `exitFor` then has an exit */
  async choose(): Promise<'page' | 'iframe'> {
    const { iframe } = this.#host;
    const { verifier, token } = this.#given;
    const { session } = claimsOf(token);
    if (iframe) return 'iframe';
    try {
      return await chooseEmbedding({ verifier, base: this.#options.base });
    } catch (error) {
      this.#exitUrl = hostedPage(verifier, session, token);
      throw error;
    }
  }

  /**
   * Put an iframe with the verifier's own page into this page.
   *
   * @param title of the iframe
   * @throws Failure verifier-invalid, token-invalid
   */
  moveToIframe(title: string): void {
    const { verifier, token } = this.#given;
    const { tenant } = claimsOf(token);
    if (tenant === undefined) throw new Failure('token-invalid');
    const { onPhase, onUnseen, onSilent } = this.#options;
    this.#iframe = new IframeHost(this.#host, { verifier, tenant, title, onPhase, onUnseen, onSilent });
    this.#host.requestUpdate();
  }

  get #given(): { readonly verifier: string; readonly token: string } {
    return { verifier: originOf(this.#host.verifier), token: bare(this.#host.sessionToken) };
  }

  /** Send the element's present language, theme and custom properties to the iframe, if there is one. */
  readonly send = (): void => this.#iframe?.send();

  /** The exit to offer with a failure; undefined if neither page nor browser is its cause. */
  exitFor(code: FailureCode): Exit | undefined {
    const url = this.#exitUrl;
    if (url === undefined) return undefined;
    return {
      code: code as EnvironmentCode,
      url,
      copied: this.#copied,
      onCopy: async () => {
        this.#copied = await copy(url);
        this.#host.requestUpdate();
      },
    };
  }

  end(): void {
    this.#iframe?.end();
    this.#iframe = undefined;
    this.#exitUrl = undefined;
    this.#copied = undefined;
  }
}
