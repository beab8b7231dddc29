/**
 * `/verify#withdraw=…`: the person withdraws with the link that the element gave them, in any browser, as long as data is kept.
 */
import type { Locale } from '#protocol/locale.ts';
import type { KeptData } from '#protocol/session/withdrawal.ts';
import { Failure } from '../../widget/page/failure.ts';
import { claimsOf } from '../../widget/verifier/token.ts';
import { forgetLink } from '../../widget/withdrawal/link.ts';
import { isDeleted, readKept, withdraw } from '../../widget/withdrawal/request.ts';
import { wordings, type WithdrawalWording } from './withdrawal-wording.ts';

/** What the page shows. `unknown`: the link is not one of this verifier’s, or a part of it is missing. */
type State =
  | { readonly name: 'reading' | 'withdrawn' | 'deleted' | 'unknown' }
  | { readonly name: 'kept' | 'asking' | 'sending'; readonly kept: KeptData; readonly isUnsent?: boolean }
  | { readonly name: 'unread' };

/** Show the page in an element. @param token of the link */
export function showWithdrawal(main: HTMLElement, token: string, locale: Locale): void {
  const wording = wordings[locale];
  const verifier = location.origin;
  let shown: State['name'] | undefined;

  const show = (state: State): void => {
    main.replaceChildren(card(state, wording, locale, { read, ask, cancel, confirm }));
    main.dataset['state'] = state.name;
    // The first state is not focused, so that a screen reader begins with the page's title.
    if (shown !== undefined) main.querySelector('h1')?.focus();
    shown = state.name;
  };

  const read = async () => {
    show({ name: 'reading' });
    try {
      show({ name: 'kept', kept: await readKept(verifier, token) });
    } catch (error) {
      show({ name: nameOf(error) });
    }
  };
  const ask = (kept: KeptData) => show({ name: 'asking', kept });
  const cancel = (kept: KeptData) => show({ name: 'kept', kept });
  const confirm = async (kept: KeptData) => {
    show({ name: 'sending', kept });
    try {
      await withdraw(verifier, token);
      forgetLink(claimsOf(token).session);
      show({ name: 'withdrawn' });
    } catch (error) {
      console.warn('beihe:', error);
      show({ name: 'asking', kept, isUnsent: true });
    }
  };
  void read();
}

/** The state that an error of reading leads to. */
function nameOf(error: unknown): 'deleted' | 'unknown' | 'unread' {
  if (!(error instanceof Failure)) throw error;
  if (isDeleted(error.code)) return 'deleted';
  const isUnread = error.code === 'network-lost' || error.code === 'verifier-failed';
  return isUnread ? 'unread' : 'unknown';
}

interface Actions {
  readonly read: () => void;
  readonly ask: (kept: KeptData) => void;
  readonly cancel: (kept: KeptData) => void;
  readonly confirm: (kept: KeptData) => void;
}

function card(state: State, wording: WithdrawalWording, locale: Locale, actions: Actions): HTMLElement {
  const parts = partsOf(state, wording, locale, actions);
  const section = document.createElement('section');
  section.className = 'notice';
  if ('kept' in state && state.kept.sandbox) {
    const mark = text('p', wording.sandbox);
    mark.className = 'sandbox';
    parts.unshift(mark);
  }
  section.append(...parts);
  return section;
}

function partsOf(state: State, wording: WithdrawalWording, locale: Locale, actions: Actions): HTMLElement[] {
  switch (state.name) {
    case 'reading':
      return [text('p', wording.reading)];
    case 'unread':
      return [...headed(wording.unread), button(wording.again, 'main', actions.read)];
    case 'kept': {
      const { kept } = state;
      return [
        ...headed({ title: wording.title, detail: wording.keptFor(kept.provider, dateOf(kept.createdAtMs, locale)) }),
        ...pairs([
          [wording.what, wording.kinds],
          [wording.until, dateOf(kept.keptUntilMs, locale)],
        ]),
        button(wording.withdraw, 'grave', () => actions.ask(kept)),
      ];
    }
    case 'asking':
    case 'sending': {
      const { kept, isUnsent = false } = state;
      const isSending = state.name === 'sending';
      const trouble = text('p', isUnsent ? wording.unsent : '');
      trouble.className = 'trouble';
      trouble.setAttribute('role', 'alert');
      return [
        ...headed(wording.question),
        trouble,
        button(isSending ? wording.sending : wording.confirm, 'grave', () => actions.confirm(kept), isSending),
        button(wording.cancel, 'quiet', () => actions.cancel(kept), isSending),
      ];
    }
    default:
      return headed(wording[state.name]);
  }
}

const headed = ({ title, detail }: { readonly title: string; readonly detail: string }): HTMLElement[] => {
  const heading = text('h1', title);
  heading.tabIndex = -1;
  return [heading, text('p', detail)];
};

function pairs(rows: readonly (readonly [term: string, value: string])[]): HTMLElement[] {
  const list = document.createElement('dl');
  for (const [term, value] of rows) list.append(text('dt', term), text('dd', value));
  return [list];
}

function button(label: string, kind: 'main' | 'grave' | 'quiet', onClick: () => void, isDisabled = false): HTMLElement {
  const element = text('button', label);
  element.className = kind;
  element.disabled = isDisabled;
  element.addEventListener('click', onClick);
  return element;
}

function text<K extends keyof HTMLElementTagNameMap>(tag: K, content: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

const dateOf = (atMs: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(atMs);
