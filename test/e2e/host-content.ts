/** What partners write into their pages: the element, the snippets of the documentation, and a recorder of what the page is told. */
import { readFileSync } from 'node:fs';
import { inject } from 'vitest';

export const verifier = inject('origin');
const tenant = 'sandbox-provider';

export async function createToken(body: Record<string, unknown> = {}): Promise<string> {
  const created = await fetch(`${verifier}/v1/sessions`, {
    method: 'POST',
    headers: { authorization: 'Bearer bh_sandbox_provider', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await created.json()) as { token: string }).token;
}

/** A snippet of the documentation, with its placeholders filled in. */
export const snippet = (name: string, token: string) =>
  readFileSync(`demo/snippets/${name}.html`, 'utf8')
    .replaceAll('https://verifier.example', verifier)
    .replaceAll('TOKEN', token)
    .replaceAll('TENANT', tenant);

const recorder = `
  globalThis.told = [];
  addEventListener('beihe-phase', ({ detail }) => told.push(detail));
  addEventListener('message', ({ data, source }) => {
    // The element repeats the phases of its iframe.
    const isOwn = [...document.querySelectorAll('iframe')].some(({ contentWindow }) => contentWindow === source);
    if (isOwn && data.type === 'phase') told.push({ phase: data.phase, code: data.code });
  });
`;

export const nonce = 'r4nd0m';
export const pageOf = (body: string) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body>
  <script nonce="${nonce}">${recorder}</script>${body.replaceAll('<script', `<script nonce="${nonce}"`)}</body></html>`;

export const scriptPage = async (attributes = '') =>
  pageOf(`<script src="${verifier}/beihe.js"></script>
    <beihe-verify session-token="${await createToken()}" ${attributes}></beihe-verify>`);
