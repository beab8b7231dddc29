/** Where an element's check runs: in the page, in an iframe, or, by the link that is offered, in another browser. */
import type { FailureCode } from '../page/failure.ts';
import { Failure } from '../page/failure.ts';
import type { PhaseDetail } from '../phase.ts';
import { claimsOf } from '../verifier/token.ts';
import type { EnvironmentCode } from '../page/advice.ts';
import { copy, hostedPage, type Copied, type Exit } from './exit.ts';
import { FrameHost, type EmbeddedElement } from './iframe-host.ts';
import { choosePlace } from './choose-embedding.ts';

/** The element whose check is placed. */
export interface PlacedElement extends EmbeddedElement {
  /** Origin of the verifier. */
  readonly verifier: string;
  /** Whether the iframe is wanted in any case. */
  readonly frame: boolean;
  readonly requestUpdate: () => void;
}

export interface PlacementOptions {
  /** Where the element's files are served, with a trailing slash. */
  readonly base: string;
  /** Called for each of the iframe's phases. */
  readonly onPhase: (detail: PhaseDetail) => void;
  /** The iframe did not answer. */
  readonly onSilent: () => void;
}

export class Placement {
  readonly #host: PlacedElement;
  readonly #options: PlacementOptions;
  #frame: FrameHost | undefined;
  /** The hosted page, where this page or browser is the cause of the failure. */
  #exitUrl: string | undefined;
  #copied: Copied;

  constructor(host: PlacedElement, options: PlacementOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The iframe, where the check runs in one. */
  get iframe(): HTMLIFrameElement | undefined {
    return this.#frame?.iframe;
  }

  /** @throws Failure token-invalid, or an `EnvironmentCode`: it then knows the way out */
  async choose(): Promise<'here' | 'frame'> {
    const { verifier, sessionToken, frame } = this.#host;
    const { session } = claimsOf(sessionToken);
    if (frame) return 'frame';
    try {
      return await choosePlace({ verifier, base: this.#options.base });
    } catch (error) {
      this.#exitUrl = hostedPage(verifier, session, sessionToken);
      throw error;
    }
  }

  /** Let the verifier's own page do it, in an iframe. @throws Failure token-invalid */
  moveToFrame(title: string): void {
    const { verifier, sessionToken } = this.#host;
    const { tenant } = claimsOf(sessionToken);
    if (tenant === undefined) throw new Failure('token-invalid');
    const { onPhase, onSilent } = this.#options;
    this.#frame = new FrameHost(this.#host, { verifier, tenant, title, onPhase, onSilent });
    this.#host.requestUpdate();
  }

  /** The element looks different: the iframe shall too. */
  readonly tell = (): void => this.#frame?.tell();

  /** What to offer beside a failure; undefined if the place is not its cause. */
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
    this.#frame?.end();
    this.#frame = undefined;
    this.#exitUrl = undefined;
    this.#copied = undefined;
  }
}
