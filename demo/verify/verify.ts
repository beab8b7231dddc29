/** The hosted page: `#session=…&token=…`, as in a session's `verifyUrl`. The fragment never reaches a server. */
import type { BeiheVerify } from '../../widget/beihe-verify.ts';

const main = document.querySelector('main')!;

function mount(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) {
    main.innerHTML = '<p>请从服务商的页面打开本页。<br />Please open this page from your provider’s.</p>';
    return;
  }
  const element: BeiheVerify = document.createElement('beihe-verify');
  element.sessionToken = token;
  main.replaceChildren(element);
}

addEventListener('hashchange', mount);
void customElements.whenDefined('beihe-verify').then(mount);
