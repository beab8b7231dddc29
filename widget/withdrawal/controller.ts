/** Offers the withdrawal, and leads the person through it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { WithdrawalLink } from '#protocol/session/withdrawal.ts';
import type { BeiheVerify } from '../contract.ts';
import { copy, type Copied } from '../embed/exit.ts';
import { bare, originOf } from '../verifier/given.ts';
import { claimsOf } from '../verifier/token.ts';
import { forgetLink, keepLink, keptLink, withdrawalPage } from './link.ts';
import { withdraw } from './request.ts';

/** `asking`: whether the person is sure. `unsent`: the request failed. */
export type WithdrawalStage = 'offered' | 'asking' | 'sending' | 'unsent';

export interface Withdrawal {
  readonly stage: WithdrawalStage;
  readonly keptUntilMs: number;
  /** Address of the page with which the person can withdraw later. */
  readonly url: string;
  readonly copied: Copied;
}

export type WithdrawalHost = ReactiveControllerHost & BeiheVerify;

export class WithdrawalController implements ReactiveController {
  readonly #host: WithdrawalHost;
  readonly #onWithdrawn: () => void;
  #stage: WithdrawalStage = 'offered';
  #copied: Copied;
  /** The token of the run that the stage belongs to. */
  #token = '';

  /** @param onWithdrawn called when everything is deleted */
  constructor(host: WithdrawalHost, onWithdrawn: () => void) {
    this.#host = host;
    this.#onWithdrawn = onWithdrawn;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#host.sessionToken === this.#token) return;
    this.#token = this.#host.sessionToken;
    this.#stage = 'offered';
    this.#copied = undefined;
  }

  /** Keeps the link for this and later visits. */
  keep(link: WithdrawalLink): void {
    keepLink(this.#session!, link);
    this.#host.requestUpdate();
  }

  /** What can be withdrawn now; undefined if the person has given nothing yet, or if nothing is kept any more. */
  get offer(): Withdrawal | undefined {
    const [link, verifier] = [this.#link, this.#verifier];
    if (!link || verifier === undefined) return undefined;
    const url = withdrawalPage(verifier, link);
    return { stage: this.#stage, keptUntilMs: link.keptUntilMs, url, copied: this.#copied };
  }

  readonly ask = (): void => this.#show('asking');

  readonly cancel = (): void => this.#show('offered');

  readonly confirm = async (): Promise<void> => {
    const [session, link, verifier] = [this.#session, this.#link, this.#verifier];
    if (!session || !link || verifier === undefined || this.#stage === 'sending') return;
    this.#show('sending');
    try {
      await withdraw(verifier, link.token);
    } catch (error) {
      console.warn('beihe-verify:', error);
      this.#show('unsent');
      return;
    }
    forgetLink(session);
    this.#show('offered');
    if (session === this.#session) this.#onWithdrawn();
  };

  readonly copyLink = async (): Promise<void> => {
    const { offer } = this;
    if (!offer) return;
    this.#copied = await copy(offer.url);
    this.#host.requestUpdate();
  };

  get #link(): WithdrawalLink | undefined {
    const session = this.#session;
    return session === undefined ? undefined : keptLink(session, Date.now());
  }

  /** The verifier's origin; undefined if the page gave no such address. The run reports that. */
  get #verifier(): string | undefined {
    try {
      return originOf(this.#host.verifier);
    } catch {
      return undefined;
    }
  }

  /** The id of the element's session; undefined if its token is none. */
  get #session(): string | undefined {
    try {
      return claimsOf(bare(this.#host.sessionToken)).session;
    } catch {
      return undefined;
    }
  }

  #show(stage: WithdrawalStage): void {
    this.#stage = stage;
    this.#host.requestUpdate();
  }
}
