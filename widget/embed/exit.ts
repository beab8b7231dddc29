/**
 * What the person is offered if this browser or page cannot run the verification: the hosted page, in another
 * browser.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Wording } from '../locale/wording.ts';
import type { EnvironmentCode } from '../contract.ts';

/** Whether the link was copied, or has to be copied by hand; undefined before the first try. */
export type Copied = 'copied' | 'by-hand' | undefined;

export interface Exit {
  readonly code: EnvironmentCode;
  /** The hosted page for this session. */
  readonly url: string;
  readonly copied: Copied;
  readonly onCopy: () => void;
}

/** Address of the hosted page, as in `verifyUrl`. Any browser can use it as long as no key is bound. */
export const hostedPage = (verifier: string, session: string, token: string): string =>
  new URL(`/verify#session=${session}&token=${token}`, verifier).href;

export function exitOffer({ code, url, copied, onCopy }: Exit, { exit }: Wording): TemplateResult | typeof nothing {
  // The link would lead to the same insecure address.
  if (code === 'page-insecure') return nothing;
  // A sandboxed iframe without `allow-popups` opens no window, and says nothing. The link can then be copied.
  const canOpen = code === 'camera-forbidden';
  return html`
    ${
      canOpen
        ? html`<a class="primary" part="button" href=${url} target="_blank" rel="noopener">${exit.open}</a>`
        : nothing
    }
    <button class=${canOpen ? 'secondary' : 'primary'} part=${canOpen ? nothing : 'button'} @click=${onCopy}>
      ${exit.copy}
    </button>
    <p role="status">${copied === 'copied' ? exit.copied : copied === 'by-hand' ? exit.byHand : nothing}</p>
    ${copied === 'by-hand' ? html`<textarea class="link" aria-label=${exit.copy} readonly rows="3" .value=${url} @focus=${select}></textarea>` : nothing}
  `;
}

const select = ({ target }: FocusEvent) => (target as HTMLTextAreaElement).select();

/** Copy a text, also in browsers without a clipboard interface. */
export async function copy(text: string): Promise<Copied> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    // Deprecated, but some in-app browsers have nothing else.
    const isCopied = document.execCommand('copy');
    area.remove();
    return isCopied ? 'copied' : 'by-hand';
  }
}
