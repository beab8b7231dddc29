/**
 * The hosted page. A session's `verifyUrl` adds `#session=…&token=…`, and a withdrawal link `#withdraw=…`. Browsers do not send
 * this fragment to a server.
 */
import type { BeiheVerify } from '../../widget/contract.ts';
import { browserLocale } from '../locale.ts';
import { showWithdrawal } from './withdrawal.ts';

/** The language of the page. The element uses it until the session's language is known. */
const locale = browserLocale();
document.documentElement.lang = locale;
if (locale === 'en') document.title = 'Beihe · Identity verification';

const main = document.querySelector('main')!;

function mount(): void {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const withdrawal = fragment.get('withdraw');
  // A withdrawal must work even where the element does not.
  if (withdrawal) showWithdrawal(main, withdrawal, locale);
  else void customElements.whenDefined('beihe-verify').then(() => showElement(fragment.get('token')));
}

function showElement(token: string | null): void {
  if (!token) {
    main.innerHTML = '<p>请从服务商的页面打开本页。<br />Please open this page from your provider’s website.</p>';
    return;
  }
  const element: BeiheVerify = document.createElement('beihe-verify');
  element.sessionToken = token;
  main.replaceChildren(element);
}

addEventListener('hashchange', mount);
mount();
