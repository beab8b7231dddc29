/**
 * A filing record as a form: checked while it is filled in, and written as the ministry's XML. The page uses the same pure
 * functions as the verifier and calls no server.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Locale } from '#protocol/locale.ts';
import { keptLocale } from '../../hosted/locale.ts';
import { editorOf } from './editor.ts';
import { exampleNames, examples, type ExampleName } from './examples.ts';
import { idOf } from './field.ts';
import { focusAt } from './focus.ts';
import type { Form } from './form.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { wordings, type Wording } from './wording.ts';
import { referencesIn, xmlLines } from './xml-lines.ts';

type Copied = { readonly what: 'xml' | 'json'; readonly isCopied: boolean };

@customElement('demo-record')
export class DemoRecord extends LitElement {
  @state() private locale: Locale = keptLocale.read();
  @state() private example: ExampleName = 'unit';
  @state() private form: Form = examples.unit;
  @state() private copied: Copied | undefined;

  /** No shadow root, so that the page's style sheet applies. */
  protected override createRenderRoot(): this {
    return this;
  }

  override updated(): void {
    document.documentElement.lang = this.locale;
    document.title = wordings[this.locale].pageTitle;
  }

  override render(): TemplateResult {
    const wording = wordings[this.locale];
    const outcome = outcomeOf(this.form, Date.now());
    const { sections, summary } = editorOf({
      form: this.form,
      outcome,
      locale: this.locale,
      edit: (change, focus) => {
        this.form = change(this.form);
        this.copied = undefined;
        if (focus !== undefined) void this.updateComplete.then(() => focusAt(focus));
      },
    });
    return html`
      <header>
        <strong class="brand">${wording.brand}</strong>
        <span class="mark">${wording.sandbox}</span>
        <a class="elsewhere" href="../">${wording.demo}</a>
        <button class="language" lang=${this.locale === 'en' ? 'zh-CN' : 'en'} @click=${this.#onLanguage}>
          ${wording.otherLanguage}
        </button>
      </header>
      <main>
        <div class="record" id=${idOf('')} tabindex="-1">${this.#intro(wording)} ${sections}</div>
        <div class="results">${summary} ${this.#upload(outcome, wording)} ${this.#json(outcome, wording)}</div>
        <a class="tally ${outcome.faults.length > 0 ? 'fault' : ''}" href="#findings">
          ${wording.tally(outcome.faults.length, outcome.warnings.length)}
        </a>
      </main>
    `;
  }

  #intro(wording: Wording): TemplateResult {
    return html`
      <div class="intro">
        <h1>${wording.title}</h1>
        <p class="lead">${wording.lead}</p>
        <fieldset class="examples">
          <legend>${wording.exampleLabel}</legend>
          ${exampleNames.map(
            (name) =>
              html`<label class="choice"
                ><input
                  type="radio"
                  name="example"
                  .checked=${this.example === name}
                  @change=${() => this.#load(name)}
                />
                ${wording.examples[name]}</label
              >`,
          )}
        </fieldset>
      </div>
    `;
  }

  #upload({ upload }: Outcome, wording: Wording): TemplateResult {
    if (!upload) {
      return html`<section class="panel">
        <h2>${wording.xml}</h2>
        <p class="empty">${wording.xmlWaits}</p>
      </section>`;
    }
    const lines = xmlLines(upload.text);
    const references = referencesIn(lines);
    return html`
      <section class="panel">
        <h2>${wording.xml}</h2>
        <p class="actions">
          <button type="button" class="plain" @click=${() => this.#copy('xml', upload.text)}>
            ${this.#copyLabel('xml', wording)}
          </button>
          <button type="button" class="plain" @click=${() => save(upload.bytes)}>${wording.download}</button>
          <small>${wording.xmlBytes(upload.bytes.length.toLocaleString('en'))}</small>
        </p>
        ${
          references.length > 0
            ? html`<p class="references">
                ${wording.references}
                ${references.map(({ text, character }) => html`<span>${character} → <code>${text}</code></span> `)}
              </p>`
            : nothing
        }
        <pre class="xml" tabindex="0" aria-label=${wording.xml}>
${lines.map(
            ({ depth, parts }) =>
              html`<span class="line" style="padding-left:${depth + 1}em"
                >${parts.map(({ text, character }) => (character === undefined ? text : html`<mark title=${character}>${text}</mark>`))}</span
              >`,
          )}</pre>
        <small>${wording.xmlLead}</small>
      </section>
    `;
  }

  #json({ record }: Outcome, wording: Wording): TemplateResult {
    const text = JSON.stringify(record, undefined, 2);
    return html`
      <details class="panel json">
        <summary>${wording.json}</summary>
        <p class="actions">
          <button type="button" class="plain" @click=${() => this.#copy('json', text)}>
            ${this.#copyLabel('json', wording)}
          </button>
          <small>${wording.jsonLead}</small>
        </p>
        <pre tabindex="0" aria-label=${wording.json}>${text}</pre>
      </details>
    `;
  }

  #copyLabel(what: Copied['what'], wording: Wording): string {
    if (this.copied?.what !== what) return wording.copy;
    return this.copied.isCopied ? wording.copied : wording.notCopied;
  }

  async #copy(what: Copied['what'], text: string): Promise<void> {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    this.copied = { what, isCopied };
  }

  #load(name: ExampleName): void {
    this.example = name;
    this.form = examples[name];
    this.copied = undefined;
  }

  readonly #onLanguage = () => {
    this.locale = this.locale === 'en' ? 'zh-CN' : 'en';
    keptLocale.write(this.locale);
  };
}

/** The upload as a file, with its bytes in GBK. */
function save(bytes: Uint8Array): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/xml' }));
  link.download = 'beianinfo.xml';
  link.click();
  URL.revokeObjectURL(link.href);
}
