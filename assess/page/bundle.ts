/** The part of the page that has an evidence bundle appraised again. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { EvidenceBundle, Replayed } from '#protocol/capture/evidence-bundle.ts';
import type { Locale } from '#protocol/locale.ts';
import { appraisalWords } from '../report/appraisal-words.ts';
import { reportWords } from '../report/report-words.ts';
import { picturesOf } from '../report/pictures.ts';
import type { Picture } from '../count/trial.ts';
import { appraisalView } from './appraisal/appraisal.ts';
import { AssessElement } from './assess-element.ts';
import { errorText } from './error-text.ts';
import { reencode } from './judged-pixels.ts';
import { pageWords, type Words } from './page-words.ts';

interface Result {
  readonly name: string;
  readonly replayed: Replayed;
  readonly pictures: readonly Picture[];
}

@customElement('assess-bundle')
export class AssessBundle extends AssessElement {
  @state() private result: Result | undefined;

  override render(): TemplateResult {
    const words = pageWords[this.locale];
    return html`
      <div class="panel fields">
        <p class="lead">${words.bundleLead}</p>
        <div class="buttons">
          <label class="button"
            >${words.chooseBundle} <input type="file" accept=".json,application/json" @change=${this.#onFile}
          /></label>
        </div>
        ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}
      </div>
      ${this.result ? this.#shown(this.result, words) : nothing}
    `;
  }

  #shown({ name, replayed, pictures }: Result, words: Words): TemplateResult {
    const { appraisal, challengeKnown, policy } = replayed;
    return html`
      <article class="panel verdict ${appraisal.verdict}" role="status">
        <h3>${words.replayed}: ${name}</h3>
        <p class="stamp">${appraisalWords[this.locale].verdicts[appraisal.verdict]}</p>
        <p>${challengeKnown ? words.challengeKnown : words.challengeUnknown}</p>
        <small>${words.policy} ${policy.name} v${policy.version}</small>
        ${thumbnails(pictures, this.locale)}
      </article>
      ${appraisalView(appraisal, this.locale)}
    `;
  }

  readonly #onFile = async (event: Event) => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (!file) return;
    this.result = undefined;
    this.error = undefined;
    try {
      const bundle: unknown = JSON.parse(await file.text());
      const replayed = await this.verifier.replay(bundle);
      // Without the decoder the appraisal is shown without pictures.
      const pictures = await picturesOf(bundle as EvidenceBundle, reencode).catch(() => []);
      this.result = { name: file.name, replayed, pictures };
    } catch (error) {
      this.error = error instanceof SyntaxError ? pageWords[this.locale].notJson : errorText(error, this.locale);
    }
  };
}

/** The judged pictures. */
const thumbnails = (pictures: readonly Picture[], locale: Locale): TemplateResult => html`
  <div class="thumbnails">
    ${pictures.map(
      ({ index, jpeg }) =>
        html`<img
          src="data:image/jpeg;base64,${jpeg}"
          alt=${reportWords[locale].picture(index)}
          width="96"
          height="72"
        />`,
    )}
  </div>
`;
