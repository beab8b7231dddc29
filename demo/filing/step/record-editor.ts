/** The record's form, folded. It brings the Public Suffix List and the regions with it, so it is loaded when it is unfolded. */
import { html, type TemplateResult } from 'lit';
import type { Locale } from '#protocol/locale.ts';
import type { Form } from '../../record/form.ts';
import { wordings } from '../wording.ts';

const onToggle = ({ target }: Event) => {
  if ((target as HTMLDetailsElement).open) void import('./filing-editor.ts');
};

export function recordEditor(form: Form, locale: Locale, edit: (form: Form) => void): TemplateResult {
  const wording = wordings[locale];
  return html`<details class="fold" @toggle=${onToggle}>
    <summary>${wording.edit}</summary>
    <p class="lead">${wording.editLead}</p>
    <filing-editor
      .form=${form}
      .locale=${locale}
      @record-edit=${({ detail }: CustomEvent<Form>) => edit(detail)}
    ></filing-editor>
  </details>`;
}
