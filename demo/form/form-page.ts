/** The page that makes specimens of the verification form. The worker makes them; the page only shows what it answers. */
import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { RecordFinding } from '#protocol/filing/finding.ts';
import type { FormFinding } from '#protocol/filing/form/finding.ts';
import { itemNames, itemWords, type ItemName } from '#protocol/filing/form/item.ts';
import type { Locale } from '#protocol/locale.ts';
import { keptLocale } from '../../hosted/locale.ts';
import { exampleRecord } from './example.ts';
import { wordings } from './wording.ts';

/** What the worker answers: files, or what keeps a form from being released. */
interface Answer {
  readonly form?: unknown;
  /** Base64url. */
  readonly pdf?: string;
  readonly pictures?: readonly string[];
  readonly faults?: readonly RecordFinding[];
  readonly findings?: readonly FormFinding[];
}

@customElement('demo-form')
export class DemoForm extends LitElement {
  @state() private locale: Locale = keptLocale.read();
  @state() private answer: Answer | undefined;
  @state() private trouble: 'notJson' | 'refused' | 'busy' | 'unreachable' | undefined;
  @state() private isWorking = false;
  @state() private without: ReadonlySet<ItemName> = new Set();
  /** Names of the record's services. While the text is no record, those of the last one. */
  @state() private services = servicesOf(exampleRecord) ?? [];

  @query('textarea') private readonly record!: HTMLTextAreaElement;
  @query('select') private readonly service!: HTMLSelectElement;

  @query('.outcome') private readonly outcome!: HTMLElement;

  /** The page's own styles apply. */
  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const wording = wordings[this.locale];
    document.title = wording.pageTitle;
    document.documentElement.lang = this.locale;
    return html`
      <header>
        <strong class="brand">${wording.title}</strong>
        <span class="mark">${wording.sandbox}</span>
        <a class="elsewhere" href="../record/">${wording.fill}</a>
        <button class="language" lang=${this.locale === 'en' ? 'zh-CN' : 'en'} @click=${this.#onLanguage}>
          ${wording.otherLanguage}
        </button>
      </header>
      <main>
        <section class="panel inputs">
          <p>${wording.lead}</p>
          <label>
            ${wording.record}
            <textarea
              spellcheck="false"
              .defaultValue=${JSON.stringify(exampleRecord, undefined, 2)}
              @input=${this.#onRecord}
            ></textarea>
          </label>
          <label>
            ${wording.service}
            <select>
              ${this.services.map((name, n) => html`<option value=${n}>${n + 1}　${name}</option>`)}
            </select>
          </label>
          <fieldset>
            <legend>${wording.answered}</legend>
            ${itemNames.map(
              (name) => html`
                <label>
                  <input type="checkbox" .checked=${!this.without.has(name)} @change=${() => this.#onItem(name)} />
                  ${itemWords[name][this.locale]}
                </label>
              `,
            )}
          </fieldset>
          <button type="button" class="make" ?disabled=${this.isWorking} @click=${this.#onMake}>
            ${this.isWorking ? wording.making : wording.make}
          </button>
        </section>
        <section class="outcome" aria-live="polite">${this.#outcome()}</section>
      </main>
    `;
  }

  #outcome() {
    const wording = wordings[this.locale];
    if (this.trouble) return html`<p role="alert">${wording[this.trouble]}</p>`;
    if (!this.answer) return html`<p>${wording.waiting}</p>`;
    const { form, pdf, pictures = [], faults = [], findings = [] } = this.answer;
    const stops = [...faults, ...findings];
    if (stops.length > 0) {
      return html`
        <p>${wording.stopped}</p>
        <ul class="findings">
          ${stops.map(
            (each) =>
              html`<li>
                ${each.message[this.locale]} <code>${each.code}</code>
                ${'path' in each ? html`<code>${each.path || '/'}</code>` : nothing}
              </li>`,
          )}
        </ul>
      `;
    }
    return html`
      <p class="files">
        ${pdf ? html`<a href=${urlOf(pdf, 'application/pdf')} download="form.pdf">PDF</a>` : nothing}
        <a
          href=${`data:application/json,${encodeURIComponent(JSON.stringify(form, undefined, 2))}`}
          download="form.json"
        >
          JSON
        </a>
      </p>
      ${pictures.map(
        (jpeg, n) => html`<img class="page" src=${urlOf(jpeg, 'image/jpeg')} alt=${wording.page(n + 1)} />`,
      )}
    `;
  }

  readonly #onLanguage = () => {
    this.locale = this.locale === 'en' ? 'zh-CN' : 'en';
    keptLocale.write(this.locale);
  };

  readonly #onRecord = () => {
    this.services = servicesOf(parsed(this.record.value)) ?? this.services;
  };

  #onItem(name: ItemName): void {
    const without = new Set(this.without);
    if (!without.delete(name)) without.add(name);
    this.without = without;
  }

  readonly #onMake = async () => {
    const record = parsed(this.record.value);
    this.answer = undefined;
    this.trouble = record === undefined ? 'notJson' : undefined;
    if (record === undefined) return;
    this.isWorking = true;
    try {
      const response = await fetch('/demo/api/forms', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ record, service: Number(this.service.value), without: [...this.without] }),
      });
      if (response.ok || response.status === 422) this.answer = (await response.json()) as Answer;
      else this.trouble = response.status === 429 ? 'busy' : 'refused';
    } catch {
      this.trouble = 'unreachable';
    } finally {
      this.isWorking = false;
    }
    await this.updateComplete;
    this.outcome.scrollIntoView({ block: 'start' });
  };
}

/** @returns undefined for what has no services */
function servicesOf(record: unknown): string[] | undefined {
  const services = (record as { services?: unknown } | undefined | null)?.services;
  if (!Array.isArray(services) || services.length === 0) return undefined;
  return services.map((service: { name?: unknown } | null) => (typeof service?.name === 'string' ? service.name : ''));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const urlOf = (base64url: string, type: string): string =>
  `data:${type};base64,${base64url.replaceAll('-', '+').replaceAll('_', '/')}`;

declare global {
  interface HTMLElementTagNameMap {
    'demo-form': DemoForm;
  }
}
