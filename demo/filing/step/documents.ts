/** The documents: a specimen of each, drawn from the fields beside it. */
import { base64url } from 'jose';
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DocumentKind, PutDocument } from '#protocol/case/document.ts';
import type { Locale } from '#protocol/locale.ts';
import { ownValue } from '#protocol/own.ts';
import { caseWords } from '../case-words.ts';
import { neededDocuments, type NeededDocument } from '../documents.ts';
import { drawSpecimen, specimenSize } from '../specimen.ts';
import type { Filed } from '../subject.ts';
import { wordings } from '../wording.ts';

export interface SentDocument {
  readonly kind: DocumentKind;
  readonly document: PutDocument;
}

/** @fires filing-documents - `detail` is a list of `SentDocument` */
@customElement('filing-documents')
export class FilingDocuments extends LitElement {
  @property({ attribute: false }) filing: Filed | undefined;
  @property() locale: Locale = 'zh-CN';
  @property({ type: Boolean }) busy = false;

  /** Fields that were changed here, by the document's place in the list. */
  @state() private typed: readonly (Readonly<Record<string, string>> | undefined)[] = [];

  /** No shadow root, so that the page's style sheet applies. */
  protected override createRenderRoot(): this {
    return this;
  }

  override updated(): void {
    for (const [n, canvas] of this.#canvases.entries()) {
      const need = this.#needs[n]!;
      drawSpecimen(canvas.getContext('2d')!, need.kind, this.#fieldsOf(need, n));
    }
  }

  override render(): TemplateResult {
    const wording = wordings[this.locale];
    const needs = this.#needs;
    return html`
      <p class="lead">${wording.documentsLead}</p>
      <div class="documents">${needs.map((need, n) => this.#document(need, n))}</div>
      <button class="start" type="button" ?disabled=${this.busy} @click=${this.#onSend}>
        ${this.busy ? wording.working : wording.sendDocuments}
      </button>
    `;
  }

  get #needs(): NeededDocument[] {
    return this.filing ? neededDocuments(this.filing) : [];
  }

  get #canvases(): HTMLCanvasElement[] {
    return [...this.renderRoot.querySelectorAll('canvas')];
  }

  /** As typed here, as sent before, or as the record has them. */
  #fieldsOf(need: NeededDocument, n: number): Readonly<Record<string, string>> {
    return this.typed[n] ?? need.put?.fields ?? need.fields;
  }

  #document(need: NeededDocument, n: number): TemplateResult {
    const words = caseWords[this.locale];
    const wording = wordings[this.locale];
    const { width, height } = specimenSize(need.kind);
    const title = words.documents[need.kind];
    const fields = this.#fieldsOf(need, n);
    return html`<div class="document" role="group" aria-label="${title}${wording.colon}${need.owner}">
      <canvas width=${width} height=${height} role="img" aria-label=${wording.specimenOf(title, need.owner)}></canvas>
      <div class="fields">
        <h3>${title} <small>${need.owner}${need.put ? ` · ${wording.received}` : ''}</small></h3>
        ${Object.entries(fields).map(
          ([name, value]) =>
            html`<div class="field">
              <label
                >${ownValue(words.fields, name) ?? name}
                <input
                  autocomplete="off"
                  spellcheck="false"
                  .value=${value}
                  @input=${({ target }: Event) => this.#onInput(n, { ...fields, [name]: (target as HTMLInputElement).value })}
              /></label>
            </div>`,
        )}
      </div>
    </div>`;
  }

  #onInput(n: number, fields: Readonly<Record<string, string>>): void {
    this.typed = this.#needs.map((_, m) => (m === n ? fields : this.typed[m]));
  }

  readonly #onSend = async () => {
    const canvases = this.#canvases;
    const detail: SentDocument[] = await Promise.all(
      this.#needs.map(async (need, n) => {
        const { kind, subject, place } = need;
        const picture = base64url.encode(new Uint8Array(await (await jpegOf(canvases[n]!)).arrayBuffer()));
        return {
          kind,
          document: {
            ...(subject !== undefined && { subject }),
            ...(place !== undefined && { place }),
            picture,
            fields: { ...this.#fieldsOf(need, n) },
          },
        };
      }),
    );
    this.dispatchEvent(new CustomEvent('filing-documents', { detail }));
  };
}

const jpegOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    const onBlob = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture')));
    canvas.toBlob(onBlob, 'image/jpeg', 0.85);
  });
