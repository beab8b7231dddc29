/** `/embed/{tenant}`: the element alone, for an iframe. What to check comes by message from the page around it. */
import { serveIframe } from '../../widget/embed/iframe-guest.ts';

if (parent === window) {
  document.body.innerHTML =
    '<p>本页只能嵌在服务商的页面里。<br />This page works inside your provider’s page only.</p>';
} else {
  serveIframe(document.createElement('beihe-verify'), parent);
}
