/** Trials with the assessor's own camera. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Presentation } from '../count/trial.ts';
import { TrialElement } from './assess-element.ts';
import { errorText } from './error-text.ts';
import { pageWords, type Words } from './page-words.ts';

@customElement('assess-camera')
export class AssessCamera extends TrialElement {
  /** Species that already have trials. They are offered as choices. */
  @property({ attribute: false }) knownSpecies: readonly string[] = [];

  /** Label and species stay filled in for the next trial, because trials come in series. */
  @state() private label: Presentation['label'] = 'bona-fide';
  @state() private species = '';

  override render(): TemplateResult {
    const words = pageWords[this.locale];
    if (this.token !== undefined) {
      return html`
        <beihe-verify session-token=${this.token} locale=${this.locale}></beihe-verify>
        <button class="again" @click=${() => this.stop()}>${words.stop}</button>
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
        ${this.policyField()}
        <button class="start">${words.start}</button>
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
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
                .value=${this.species}
                @change=${(event: Event) => {
                  this.species = (event.target as HTMLInputElement).value.trim();
                }}
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
    const species = label === 'attack' ? this.species : 'bona-fide';
    const presentation = { label, species, player: text('player') || 'camera', seed: text('seed') };
    this.error = undefined;
    try {
      await this.present(presentation);
    } catch (error) {
      this.error = errorText(error, this.locale);
    } finally {
      this.token = undefined;
    }
  };
}
