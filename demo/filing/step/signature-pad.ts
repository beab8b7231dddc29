import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Signature } from '#protocol/filing/form/signature.ts';
import type { Locale } from '#protocol/locale.ts';
import type { Lit } from '../../../widget/filing/lit.ts';
import { padFault, padView } from '../../../widget/filing/pad-view.ts';
import { Pad } from '../../../widget/filing/pad.ts';
import { filingStyles } from '../../../widget/filing/styles.ts';

const lit: Lit = { html, css, svg, nothing };

/** The pad of the live check's signature, for the reviewer. */
@customElement('signature-pad')
export class SignaturePad extends LitElement {
  static override styles = [
    filingStyles(lit),
    css`
      :host {
        display: grid;
        gap: 8px;
        --_line: var(--field-line);
        --_quiet: var(--quiet);
        --_surface: var(--page);
        --_text: var(--text);
        --_warn: var(--bad);
      }
      .pad {
        max-width: 480px;
      }
      .hand,
      .missing {
        margin: 0;
      }
      .missing {
        color: var(--bad);
      }
      .secondary {
        min-height: 44px;
        padding: 4px 14px;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: none;
        color: var(--brand);
        font: inherit;
        font-size: 0.9375rem;
        cursor: pointer;
      }
    `,
  ];

  /** Who signs. Another name begins an empty pad. */
  @property() name = '';
  @property() locale: Locale = 'zh-CN';
  @property({ type: Boolean }) busy = false;

  #pad = new Pad('', () => this.requestUpdate());

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('name')) this.#pad = new Pad(this.name, () => this.requestUpdate());
  }

  override render(): TemplateResult {
    const shown = { pad: this.#pad, locale: this.locale, isSending: this.busy, onConfirm: () => void this.finish() };
    return html`${padView(lit, shown)} ${padFault(lit, shown)}`;
  }

  /** The strokes to sign; undefined, with a fault shown, if this is no signature. */
  finish(): Signature['strokes'] | undefined {
    return this.#pad.finish();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'signature-pad': SignaturePad;
  }
}
