/** `/embed/{tenant}`: a page with only the element, for an iframe. The page around it sends the token by message. */
import { serveIframe } from '../../widget/embed/iframe-guest.ts';

if (parent === window) {
  document.body.innerHTML =
    '<p>本页只能嵌在服务商的页面里。<br />This page works only inside your provider’s page.</p>';
} else {
  serveIframe(document.createElement('beihe-verify'), parent);
}
