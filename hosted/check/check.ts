/** `/check/{number}`, the address in a form's code: whether the form is valid. It says nothing else about it. */
import type { FormCheck } from '#protocol/case/case.ts';
import { states, wording, type Text } from './wording.ts';

type State =
  | { readonly name: 'enter' }
  | { readonly name: 'reading' | 'unread'; readonly number: string }
  | { readonly name: 'checked'; readonly number: string; readonly check: FormCheck };

const main = document.querySelector('main')!;

function show(state: State): void {
  main.replaceChildren(cardOf(state));
  main.dataset['state'] = state.name === 'checked' ? state.check.state : state.name;
}

async function check(number: string): Promise<void> {
  show({ name: 'reading', number });
  try {
    const response = await fetch(`/v1/checks/${encodeURIComponent(number)}`);
    if (!response.ok) throw new Error(`${response.status}`);
    show({ name: 'checked', number, check: (await response.json()) as FormCheck });
  } catch (error) {
    console.warn('beihe:', error);
    show({ name: 'unread', number });
  }
}

function cardOf(state: State): HTMLElement {
  const card = create('section', 'notice');
  switch (state.name) {
    case 'enter':
      card.append(...noticeOf(wording.enter), ...entry());
      break;
    case 'reading':
      card.append(paragraph('p', wording.reading), numberOf(state.number));
      card.setAttribute('aria-busy', 'true');
      break;
    case 'unread':
      card.append(
        ...noticeOf(wording.unread),
        button('main', wording.again, () => void check(state.number)),
      );
      break;
    case 'checked': {
      const told = create('div', 'state');
      told.dataset['state'] = state.check.state;
      told.setAttribute('role', 'status');
      told.append(...noticeOf(states[state.check.state]));
      card.append(...(state.check.sandbox ? [mark()] : []), told, numberOf(state.number));
      if (state.check.sandbox) card.append(paragraph('p', wording.sandboxDetail));
      if (state.check.state === 'unknown') card.append(...entry(state.number));
      break;
    }
  }
  return card;
}

const noticeOf = ({ title, detail }: { readonly title: Text; readonly detail: Text }) => [
  paragraph('h1', title),
  paragraph('p', detail),
];

function mark(): HTMLElement {
  const sandbox = create('strong', 'sandbox');
  sandbox.textContent = `${wording.sandbox['zh-CN']} · ${wording.sandbox.en}`;
  return sandbox;
}

function numberOf(number: string): HTMLElement {
  const list = create('dl');
  const term = create('dt');
  term.textContent = `${wording.number['zh-CN']} ${wording.number.en}`;
  const value = create('dd', 'number');
  value.textContent = number;
  list.append(term, value);
  return list;
}

/** A field for the number, where the code cannot be scanned. */
function entry(number = ''): HTMLElement[] {
  const label = create('label');
  label.textContent = `${wording.number['zh-CN']} ${wording.number.en}`;
  const field = document.createElement('input');
  field.value = number;
  field.maxLength = 64;
  field.placeholder = 'BH-…';
  field.autocomplete = 'off';
  field.spellcheck = false;
  label.append(field);
  const go = () => {
    const given = field.value.trim().toUpperCase();
    if (given !== '') location.assign(`/check/${encodeURIComponent(given)}`);
  };
  field.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') go();
  });
  return [label, button('main', wording.check, go)];
}

function paragraph(name: 'h1' | 'p', text: Text): HTMLElement {
  const element = create(name);
  const english = create('span');
  english.lang = 'en';
  english.textContent = text.en;
  element.append(text['zh-CN'], english);
  return element;
}

function button(kind: string, text: Text, act: () => void): HTMLElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = kind;
  element.textContent = `${text['zh-CN']} ${text.en}`;
  element.addEventListener('click', act);
  return element;
}

function create(name: string, className = ''): HTMLElement {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  return element;
}

const [, number = ''] = /^\/check\/([^/]*)$/.exec(location.pathname) ?? [];
if (number === '') show({ name: 'enter' });
else void check(decoded(number));

/** The number as it was written, or as it stands in the address if that is not well-formed. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
