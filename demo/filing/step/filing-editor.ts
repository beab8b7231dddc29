import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Locale } from '#protocol/locale.ts';
import { editorOf } from '../../record/editor.ts';
import { idOf } from '../../record/field.ts';
import { focusAt } from '../../record/focus.ts';
import type { Form } from '../../record/form.ts';
import { outcomeOf } from '../../record/outcome.ts';

/**
 * The record's form with what is found in it.
 *
 * @fires record-edit - `detail` is the changed `Form`
 */
@customElement('filing-editor')
export class FilingEditor extends LitElement {
  @property({ attribute: false }) form: Form = {};
  @property() locale: Locale = 'zh-CN';

  /** No shadow root, so that the page's style sheet applies. */
  protected override createRenderRoot(): this {
    return this;
  }

  override render(): TemplateResult {
    const { sections, summary } = editorOf({
      form: this.form,
      outcome: outcomeOf(this.form, Date.now()),
      locale: this.locale,
      edit: (change, focus) => {
        this.form = change(this.form);
        this.dispatchEvent(new CustomEvent('record-edit', { detail: this.form }));
        if (focus !== undefined) void this.updateComplete.then(() => focusAt(focus));
      },
    });
    return html`<div class="editor" id=${idOf('')} tabindex="-1">${summary} ${sections}</div>`;
  }
}
