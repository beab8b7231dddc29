/** Trials in front of the assessor's own camera. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Locale } from '#protocol/message.ts';
import type { Presentation } from '../../assess/trial.ts';
import { attempt, concludeTrial, TrialEvent } from './run.ts';
import { troubleText } from './trouble.ts';
import type { Verifier } from './verifier.ts';
import { pageWords, type Words } from './words.ts';

interface Running {
  readonly session: string;
  readonly token: string;
  readonly presentation: Presentation;
}

@customElement('assess-camera')
export class AssessCamera extends LitElement {
  @property() locale: Locale = 'zh-CN';
  @property({ attribute: false }) verifier!: Verifier;
  /** Species that there are trials of, to choose from. */
  @property({ attribute: false }) knownSpecies: readonly string[] = [];

  @state() private label: Presentation['label'] = 'bona-fide';
  @state() private running: Running | undefined;
  @state() private trouble: string | undefined;

  @query('beihe-verify') private readonly element!: HTMLElement | null;

  #stop = new AbortController();

  /** The page's own style sheet applies. */
  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  override render(): TemplateResult {
    const words = pageWords[this.locale];
    if (this.running) {
      return html`
        <beihe-verify session-token=${this.running.token} locale=${this.locale}></beihe-verify>
        <button class="again" @click=${() => this.#stop.abort()}>${words.stop}</button>
      `;
    }
    return html`
      <form class="panel fields" @submit=${this.#onStart}>
        ${this.#whatIsPresented(words)}
        <label>${words.player} <input name="player" maxlength="64" autocomplete="off" /></label>
        <label>
          ${words.seed} <input name="seed" maxlength="64" autocomplete="off" aria-describedby="seed-help" />
          <small id="seed-help">${words.seedHelp}</small>
        </label>
        <button class="start">${words.start}</button>
        ${this.trouble ? html`<p class="error" role="alert">${this.trouble}</p>` : nothing}
      </form>
    `;
  }

  #whatIsPresented(words: Words): TemplateResult {
    return html`
      <fieldset>
        <legend>${words.label}</legend>
        ${(['bona-fide', 'attack'] as const).map(
          (label) =>
            html`<label class="choice">
              <input
                type="radio"
                name="label"
                .checked=${this.label === label}
                @change=${() => {
                  this.label = label;
                }}
              />
              ${words.labels[label]}
            </label>`,
        )}
      </fieldset>
      ${
        this.label === 'attack'
          ? html`<label>
              ${words.species}
              <input
                name="species"
                list="known-species"
                maxlength="64"
                required
                autocomplete="off"
                aria-describedby="species-help"
              />
              <small id="species-help">${words.speciesHelp}</small>
              <datalist id="known-species">
                ${this.knownSpecies.map((species) => html`<option value=${species}></option>`)}
              </datalist>
            </label>`
          : nothing
      }
    `;
  }

  readonly #onStart = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => `${(fields.get(name) as string | null) ?? ''}`.trim();
    const { label } = this;
    const species = label === 'attack' ? text('species') : 'bona-fide';
    const presentation = { label, species, player: text('player') || 'camera', seed: text('seed') };
    this.trouble = undefined;
    try {
      const { id, token } = await this.verifier.createSession(this.locale, presentation.seed || undefined);
      this.running = { session: id, token, presentation };
      await this.#finish(this.running);
    } catch (error) {
      this.trouble = troubleText(error, this.locale);
    } finally {
      this.running = undefined;
    }
  };

  async #finish({ session, presentation }: Running): Promise<void> {
    await this.updateComplete;
    this.#stop = new AbortController();
    const code = await attempt(this.element!, this.#stop.signal);
    this.dispatchEvent(new TrialEvent(await concludeTrial(presentation, session, code, this.verifier)));
  }
}
