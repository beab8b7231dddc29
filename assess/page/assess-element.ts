import { LitElement } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Locale } from '#protocol/locale.ts';
import type { Presentation } from '../count/trial.ts';
import { attempt, concludeTrial, type TrialResult } from './element-trial.ts';
import type { Verifier } from './verifier.ts';

/** A part of the page, in the page's own style. */
export abstract class AssessElement extends LitElement {
  @property() locale: Locale = 'zh-CN';
  @property({ attribute: false }) verifier!: Verifier;

  /** What went wrong, in words. */
  @state() protected error: string | undefined;

  protected override createRenderRoot(): this {
    return this;
  }
}

/** A part that presents somebody to the element. */
export abstract class TrialElement extends AssessElement {
  /** Told of every trial as it begins; what it answers is told the end, also if this part is taken off the page. */
  @property({ attribute: false }) onBegin!: (presentation: Presentation) => Promise<(ran: TrialResult) => void>;

  /** Of the session under way. */
  @state() protected token: string | undefined;

  @query('beihe-verify') private readonly element!: HTMLElement | null;

  #stop = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  /** End the trial under way; it counts as unfinished. */
  protected stop(): void {
    this.#stop.abort();
  }

  /**
   * One trial, from a new session to what came of it.
   *
   * @param onElement told of the element once it is on the page, and of the signal that ends the trial
   * @throws VerifierError if there is no session
   */
  protected async present(
    presentation: Presentation,
    onElement: (element: HTMLElement, signal: AbortSignal) => void = () => undefined,
  ): Promise<TrialResult> {
    const { verifier } = this;
    const stop = (this.#stop = new AbortController());
    const { id, token } = await verifier.createSession(this.locale, presentation.seed || undefined);
    const end = await this.onBegin(presentation);
    this.token = token;
    await this.updateComplete;
    onElement(this.element!, stop.signal);
    const code = await attempt(this.element!, stop.signal);
    stop.abort();
    const ran = await concludeTrial(presentation, id, code, verifier);
    end(ran);
    return ran;
  }
}
