/** Trials, one after another, with recorded clips instead of the camera. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { reportWords } from '../report/report-words.ts';
import { unanswered, type Trial } from '../count/trial.ts';
import { installClip } from './clip-camera.ts';
import { rowsOf, type ClipRow } from './clip-rows.ts';
import { consentWhenAsked } from './element-trial.ts';
import { TrialElement } from './assess-element.ts';
import { errorText } from './error-text.ts';
import { pageWords, type Words } from './page-words.ts';

/** Time for loading, positioning and sending, in addition to the clip's length. */
const timeoutMs = 60_000;

@customElement('assess-clips')
export class AssessClips extends TrialElement {
  @state() private rows: readonly ClipRow[] = [];

  override render(): TemplateResult {
    const words = pageWords[this.locale];
    const isPlaying = this.token !== undefined;
    return html`
      ${
        isPlaying
          ? html`<beihe-verify session-token=${this.token} locale=${this.locale}></beihe-verify>
              <button class="again" @click=${() => this.stop()}>${words.stop}</button>`
          : nothing
      }
      <form class="panel fields" @submit=${this.#onPlay}>
        <p class="lead">${words.clipsLead}</p>
        ${
          isPlaying
            ? nothing
            : html`<div class="buttons">
                <label class="button"
                  >${words.choose}
                  <input type="file" multiple accept=".mjpeg,.mp4,.webm,.json" @change=${this.#onFiles}
                /></label>
              </div>`
        }
        ${this.policyField(isPlaying)} ${this.rows.length > 0 ? this.#table(words, isPlaying) : nothing}
        ${
          this.rows.length > 0 && !isPlaying
            ? html`<label class="choice"><input type="checkbox" required /> ${words.consent}</label>
                <button class="start">${words.playAll}</button>`
            : nothing
        }
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      </form>
    `;
  }

  #table(words: Words, isPlaying: boolean): TemplateResult {
    const { outcomes } = reportWords[this.locale];
    const states = { ...outcomes, ...words.states };
    return html`
      <ul class="clips">
        ${this.rows.map(
          (row, n) => html`
            <li>
              <div class="clip">
                <strong>${row.file.name}</strong>
                <span class="state" aria-live="polite">${states[row.state]}</span>
              </div>
              <label>
                ${words.label}
                <select
                  aria-label="${row.file.name}: ${words.label}"
                  ?disabled=${isPlaying}
                  .value=${row.label}
                  @change=${(event: Event) => this.#change(n, { label: valueOf(event) as ClipRow['label'] })}
                >
                  <option value="bona-fide">${words.labels['bona-fide']}</option>
                  <option value="attack">${words.labels.attack}</option>
                </select>
              </label>
              <label>
                ${words.clipSeed}
                <input
                  aria-label="${row.file.name}: ${words.clipSeed}"
                  maxlength="64"
                  required
                  ?disabled=${isPlaying}
                  .value=${row.seed}
                  @change=${(event: Event) => this.#change(n, { seed: valueOf(event) })}
                />
              </label>
              ${
                row.label === 'attack'
                  ? html`<label class="species">
                      ${words.species}
                      <input
                        aria-label="${row.file.name}: ${words.species}"
                        maxlength="64"
                        required
                        ?disabled=${isPlaying}
                        .value=${row.species === 'bona-fide' ? '' : row.species}
                        @change=${(event: Event) => this.#change(n, { species: valueOf(event) })}
                      />
                    </label>`
                  : nothing
              }
            </li>
          `,
        )}
      </ul>
    `;
  }

  #change(at: number, changes: Partial<ClipRow>): void {
    this.rows = this.rows.map((row, n) => (n === at ? { ...row, ...changes } : row));
  }

  readonly #onFiles = async (event: Event) => {
    const rows = await rowsOf([...((event.target as HTMLInputElement).files ?? [])]);
    this.error = rows ? undefined : pageWords[this.locale].clipsMalformed;
    this.rows = rows ?? [];
  };

  readonly #onPlay = async (event: SubmitEvent) => {
    event.preventDefault();
    this.error = undefined;
    try {
      for (let n = 0; n < this.rows.length && this.isConnected; n += 1) await this.#play(n);
    } catch (error) {
      this.error = errorText(error, this.locale);
    } finally {
      this.token = undefined;
    }
  };

  async #play(n: number): Promise<void> {
    const { file, label, species, seed } = this.rows[n]!;
    const camera = await installClip(file).catch(() => undefined);
    const presentation = { label, species: label === 'attack' ? species : 'bona-fide', player: file.name, seed };
    if (!camera) {
      this.#change(n, { state: 'unplayable' });
      const trial: Trial = { ...presentation, way: 'live', ...unanswered('clip-unreadable') };
      const end = await this.onBegin(presentation);
      end({ trial, appraised: undefined });
      return;
    }
    try {
      this.#change(n, { state: 'playing' });
      const { trial } = await this.present(presentation, (element, signal) => {
        consentWhenAsked(element, signal);
        const timer = setTimeout(() => this.stop(), timeoutMs + camera.lengthMs);
        signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      });
      this.#change(n, { state: trial.outcome });
    } finally {
      camera.remove();
    }
  }
}

const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
