/** The base classes of the parts of the assessor's page. */
import { LitElement, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Locale } from '#protocol/locale.ts';
import { policies } from '#protocol/policy/registry.ts';
import type { Presentation } from '../count/trial.ts';
import { attempt, concludeTrial, type TrialResult } from './element-trial.ts';
import { policyField } from './page-controls.ts';
import type { Verifier } from './verifier.ts';

/** A part of the page. It renders without a shadow root, so that the page's styles apply. */
export abstract class AssessElement extends LitElement {
  @property() locale: Locale = 'zh-CN';
  @property({ attribute: false }) verifier!: Verifier;

  /** The error message that the assessor sees. */
  @state() protected error: string | undefined;

  protected override createRenderRoot(): this {
    return this;
  }
}

/** A part that runs trials: it shows `<beihe-verify>` for one session after another. */
export abstract class TrialElement extends AssessElement {
  /**
   * Called when a trial begins. It resolves to a function that is called with the trial's result, even after this part
   * has been removed from the page.
   */
  @property({ attribute: false }) onBegin!: (presentation: Presentation) => Promise<(result: TrialResult) => void>;

  /** Name of the policy that new trials are judged by. */
  @property({ attribute: false }) policy = policies.current.name;

  /** Called when the assessor chooses a policy. */
  @property({ attribute: false }) onPolicy!: (policy: string) => void;

  /** The token of the running session. */
  @state() protected token: string | undefined;

  @query('beihe-verify') private readonly element!: HTMLElement | null;

  #stop = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected policyField(isRunning = false): TemplateResult {
    return policyField(this.policy, this.onPolicy, isRunning, this.locale);
  }

  /** Ends the running trial, which then counts as unfinished. */
  protected stop(): void {
    this.#stop.abort();
  }

  /**
   * Runs one trial, from a new session to its result.
   *
   * @param onElement called when the element is on the page, with the element and the signal that ends the trial
   * @throws VerifierError if no session was created
   */
  protected async present(
    presentation: Presentation,
    onElement: (element: HTMLElement, signal: AbortSignal) => void = () => undefined,
  ): Promise<TrialResult> {
    const { verifier } = this;
    const stop = (this.#stop = new AbortController());
    const { id, token } = await verifier.createSession(this.locale, this.policy, presentation.seed || undefined);
    const end = await this.onBegin(presentation);
    this.token = token;
    await this.updateComplete;
    onElement(this.element!, stop.signal);
    const code = await attempt(this.element!, stop.signal);
    stop.abort();
    const result = await concludeTrial(presentation, id, code, verifier);
    end(result);
    return result;
  }
}
