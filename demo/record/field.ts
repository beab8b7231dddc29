/** The parts that the form is made of: fields, lists of checkboxes and groups, each with its findings beside it. */
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { Code } from '#protocol/filing/code-table.ts';
import { pointerOf, type Keys, type RecordFinding } from '#protocol/filing/finding.ts';
import type { Locale } from '#protocol/locale.ts';
import type { Claims } from './claims.ts';
import { entriesAt, valueAt, withEntry, withoutEntry, withValue } from './edit.ts';
import type { Form } from './form.ts';
import type { FieldName, Wording } from './wording.ts';

/** What every part needs: the form, the words, the findings that are not placed yet, and how to change the form. */
export interface FormContext {
  readonly form: Form;
  readonly locale: Locale;
  readonly wording: Wording;
  readonly claims: Claims;
  /** Fields and groups by path, with their names, as the form is rendered. */
  readonly places: Map<string, string>;
  /** @param focus the path to focus afterwards, where what had the focus may be gone */
  readonly edit: (change: (form: Form) => Form, focus?: string) => void;
}

/** The element's id of the field or group at a path. */
export const idOf = (path: string): string => `record${path.replaceAll(/[^\w-]/g, '-')}`;

/** Where a path is, in the form's words: the names of the groups around it and of the field. */
export const placeOf = ({ places }: FormContext, path: string): string =>
  path
    .split('/')
    .map((_, n, steps) => places.get(steps.slice(0, n + 1).join('/')))
    .filter((name) => name !== undefined)
    .join(' › ');

/** One finding: severity, sentence and code. */
export const findingText = ({ severity, message, code }: RecordFinding, { locale, wording }: FormContext) =>
  html`<span class=${severity}>${severity === 'fault' ? wording.fault : wording.warning}</span> ${message[locale]}
    <code>${code}</code>`;

const findingList = (found: readonly RecordFinding[], id: string, context: FormContext) =>
  found.length === 0
    ? nothing
    : html`<ul class="beside" id="${id}-findings">
        ${found.map((each) => html`<li>${findingText(each, context)}</li>`)}
      </ul>`;

const hasFault = (found: readonly RecordFinding[]): boolean => found.some(({ severity }) => severity === 'fault');

/** The ids of what describes a field, or undefined. */
const described = (id: string, found: readonly RecordFinding[], hasHint = false): string | undefined =>
  [hasHint ? `${id}-hint` : '', found.length > 0 ? `${id}-findings` : ''].filter(Boolean).join(' ') || undefined;

interface FieldOptions {
  /** Left out of the record when it is empty. */
  readonly optional?: boolean;
  /** Goes into the record as a number. */
  readonly number?: boolean;
  readonly wide?: boolean;
  /** In place of the field's own name: a name with its place in a list. */
  readonly label?: string;
  /** Leaves out the field's hint, where a field before it has shown it. */
  readonly hint?: false;
}

/** A field for a text or a number. */
export function textField(context: FormContext, keys: Keys, field: FieldName, options: FieldOptions = {}) {
  const path = pointerOf(keys);
  const id = idOf(path);
  const found = context.claims.at(path);
  const label = options.label ?? context.wording.fields[field];
  const hint = options.hint === false ? undefined : context.wording.hints[field];
  context.places.set(path, label);
  const value = valueAt(context.form, keys);
  const onInput = ({ target }: Event) => {
    const typed = (target as HTMLInputElement).value;
    context.edit((form) => withValue(form, keys, valueOf(typed, options)));
  };
  return html`<div class="field ${options.wide ? 'wide' : ''}">
    <label for=${id}
      >${label} ${options.optional ? html`<span class="optional">${context.wording.optional}</span>` : nothing}</label
    >
    <input
      id=${id}
      autocomplete="off"
      spellcheck="false"
      inputmode=${ifDefined(options.number ? 'numeric' : undefined)}
      aria-invalid=${ifDefined(hasFault(found) ? 'true' : undefined)}
      aria-describedby=${ifDefined(described(id, found, hint !== undefined))}
      .value=${live(value === undefined ? '' : String(value))}
      @input=${onInput}
    />
    ${hint === undefined ? nothing : html`<small id="${id}-hint">${hint}</small>`} ${findingList(found, id, context)}
  </div>`;
}

/** What a typed text is in the record. In a field for a number, any other text stays a text, and the check names it. */
function valueOf(typed: string, { optional, number }: FieldOptions): string | number | undefined {
  if (typed === '' && (optional || number)) return undefined;
  return number && /^\d{1,15}$/.test(typed) ? Number(typed) : typed;
}

export interface Choice {
  readonly value: string | number;
  readonly label: string;
}

/** The entries of a code table as choices. Their names are Chinese in either language. */
export const choicesOf = (table: readonly Code[]): Choice[] =>
  table.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }));

/** A field with a choice. @param choose what the choice does to the form; by default it is the field's value */
export function choiceField(
  context: FormContext,
  keys: Keys,
  field: FieldName,
  choices: readonly Choice[],
  choose = (form: Form, value: Choice['value']): Form => withValue(form, keys, value),
) {
  const path = pointerOf(keys);
  const id = idOf(path);
  const found = context.claims.at(path);
  const label = context.wording.fields[field];
  context.places.set(path, label);
  const value = valueAt(context.form, keys);
  const onChange = ({ target }: Event) => {
    const chosen = choices[(target as HTMLSelectElement).selectedIndex - 1];
    if (chosen) context.edit((form) => choose(form, chosen.value));
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      aria-invalid=${ifDefined(hasFault(found) ? 'true' : undefined)}
      aria-describedby=${ifDefined(described(id, found))}
      @change=${onChange}
    >
      <option value="" disabled ?selected=${!choices.some((choice) => choice.value === value)}>
        ${context.wording.choose}
      </option>
      ${choices.map(
        (choice) =>
          html`<option value=${choice.value} .selected=${live(choice.value === value)}>${choice.label}</option>`,
      )}
    </select>
    ${findingList(found, id, context)}
  </div>`;
}

/** A picture, which goes into the record as base64. */
export function fileField(context: FormContext, keys: Keys, field: FieldName) {
  const path = pointerOf(keys);
  const id = idOf(path);
  const found = context.claims.at(path);
  const label = context.wording.fields[field];
  context.places.set(path, label);
  const onChange = async ({ target }: Event) => {
    const [file] = (target as HTMLInputElement).files ?? [];
    if (!file) return;
    const content = await base64Of(file);
    context.edit((form) => withValue(form, keys, content));
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      type="file"
      accept="image/jpeg"
      aria-invalid=${ifDefined(hasFault(found) ? 'true' : undefined)}
      aria-describedby=${ifDefined(described(id, found))}
      @change=${onChange}
    />
    ${findingList(found, id, context)}
  </div>`;
}

const base64Of = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    reader.readAsDataURL(file);
  });

/** Several codes of a table. The list is long, so it is folded; what is ticked can be read all the same. */
export function codeList(context: FormContext, keys: Keys, legend: string, table: readonly Code[]) {
  const path = pointerOf(keys);
  const id = idOf(path);
  const found = context.claims.under(path);
  context.places.set(path, legend);
  const chosen = entriesAt(context.form, keys);
  const names = table.filter((code) => chosen.includes(code.id)).map(({ name }) => name);
  const onTick = (code: number) => () =>
    context.edit((form) => {
      const n = chosen.indexOf(code);
      return n < 0 ? withEntry(form, keys, code) : withoutEntry(form, keys, n);
    });
  return html`<div
    class="field wide"
    id=${id}
    role="group"
    tabindex="-1"
    aria-label=${legend}
    aria-describedby=${ifDefined(described(id, found))}
  >
    <details class="codes">
      <summary>${legend}<span class="chosen" lang="zh-CN">${names.join('、') || '—'}</span></summary>
      <div class="ticks" lang="zh-CN">
        ${table.map(
          ({ id: code, name }) =>
            html`<label
              ><input type="checkbox" .checked=${live(chosen.includes(code))} @change=${onTick(code)} /> ${name}</label
            >`,
        )}
      </div>
    </details>
    ${findingList(found, id, context)}
  </div>`;
}

interface GroupOptions {
  /** 2 for a panel of the page, 3 and 4 for what is in it. */
  readonly level: 2 | 3 | 4;
  /** Stands beside the heading, for example a button that removes the group. */
  readonly action?: unknown;
}

/** Fields that belong together. The content is made first, so that the group takes the findings that it has left. */
export function group(
  context: FormContext,
  keys: Keys,
  heading: string,
  content: unknown,
  { level, action = nothing }: GroupOptions,
): TemplateResult {
  const path = pointerOf(keys);
  const id = idOf(path);
  const found = context.claims.under(path);
  context.places.set(path, heading);
  const titles = {
    2: html`<h2 id="${id}-title">${heading}</h2>`,
    3: html`<h3 id="${id}-title">${heading}</h3>`,
    4: html`<h4 id="${id}-title">${heading}</h4>`,
  };
  return html`<div
    class=${level === 2 ? 'panel group' : 'group'}
    id=${id}
    role="group"
    tabindex="-1"
    aria-labelledby="${id}-title"
    aria-describedby=${ifDefined(described(id, found))}
  >
    <div class="heading">${titles[level]} ${action}</div>
    ${findingList(found, id, context)} ${content}
  </div>`;
}

/** Fields side by side where there is room. */
export const row = (...fields: unknown[]) => html`<div class="row">${fields}</div>`;

/** @param entry what is added to the list at these keys */
export const addButton = (context: FormContext, keys: Keys, label: string, entry: (form: Form) => unknown) =>
  html`<button
    type="button"
    class="plain"
    @click=${() =>
      context.edit(
        (form) => withEntry(form, keys, entry(form)),
        pointerOf([...keys, entriesAt(context.form, keys).length]),
      )}
  >
    ＋ ${label}
  </button>`;

export const removeButton = (context: FormContext, keys: Keys, n: number, what: string) =>
  html`<button
    type="button"
    class="plain"
    aria-label=${context.wording.remove(what)}
    @click=${() => context.edit((form) => withoutEntry(form, keys, n), pointerOf(keys))}
  >
    ✕
  </button>`;
