/**
 * The element on pages of other origins, with every policy that affects it, in real Chromium against the real worker.
 * These tests are the rows of the table in docs/embedding.md.
 */
import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { browserFlags, ensureBrowser, fakeCameraFlags } from '../../tool/browser.ts';
import { cameraFilm } from '../browser/camera.mjs';
import type { BeiheSupport } from '../../widget/contract.ts';
import { startPages, type HostPage, type HostPages } from './host-pages.ts';
import {
  addsCredentials,
  addsHeaders,
  answersHtml,
  listsToJson,
  oldBind,
  prototypeLibrary,
  watchesOnly,
} from './host-scripts.ts';
import { patienceMs } from './pace.ts';

const verifier = inject('origin');
const tenant = 'sandbox-provider';
/** An origin that no tenant lists. Like localhost, the browser treats it as secure. */
const strangers = 'stranger.test';
/** An origin that is not secure: plain http. */
const insecures = 'insecure.test';
const folder = mkdtempSync(join(tmpdir(), 'beihe-embed-'));
const pages = new Map<string, HostPage>();

let site: HostPages;
let strange: HostPages;
let insecure: HostPages;
let context: BrowserContext;

beforeAll(async () => {
  site = await startPages(pages, '127.0.0.1');
  strange = await startPages(pages, strangers);
  insecure = await startPages(pages, insecures);
  context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: ensureBrowser(),
    args: [
      ...browserFlags,
      ...fakeCameraFlags(await cameraFilm(folder)),
      // In an iframe, the screen is the real one, even if the page's viewport is emulated.
      '--screen-info={800x900}',
      `--host-resolver-rules=MAP *.test 127.0.0.1`,
      `--unsafely-treat-insecure-origin-as-secure=${strange.origin}`,
    ],
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
  });
  context.setDefaultTimeout(patienceMs);
});
afterEach(async () => {
  await Promise.all(context.pages().map((page) => page.close()));
});
afterAll(async () => {
  await context?.close();
  await site?.stop();
  await strange?.stop();
  await insecure?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function createToken(body: Record<string, unknown> = {}): Promise<string> {
  const created = await fetch(`${verifier}/v1/sessions`, {
    method: 'POST',
    headers: { authorization: 'Bearer bh_sandbox_provider', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await created.json()) as { token: string }).token;
}

/** A snippet of the documentation, with its placeholders filled in. */
const snippet = (name: string, token: string) =>
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

const nonce = 'r4nd0m';
const pageOf = (body: string) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body>
  <script nonce="${nonce}">${recorder}</script>${body.replaceAll('<script', `<script nonce="${nonce}"`)}</body></html>`;

const scriptPage = async (attributes = '') =>
  pageOf(`<script src="${verifier}/beihe.js"></script>
    <beihe-verify session-token="${await createToken()}" ${attributes}></beihe-verify>`);

let pageCount = 0;
async function open(html: string, headers: Record<string, string> = {}, on: HostPages = site): Promise<Page> {
  const path = `/page-${(pageCount += 1)}`;
  pages.set(path, { html, headers });
  const page = await context.newPage();
  await page.goto(on.origin + path);
  return page;
}

interface Loaded {
  readonly BeiheSupport: BeiheSupport;
}

interface Told {
  readonly phase: string;
  readonly code?: string;
}
const told = (page: Page) => page.evaluate(() => (globalThis as unknown as { told: Told[] }).told);

/** Wait until the page has received one of these phases. */
async function reach(page: Page, ...phases: string[]): Promise<Told> {
  await expect
    .poll(async () => (await told(page)).map(({ phase }) => phase))
    .toEqual(expect.arrayContaining([expect.stringMatching(`^(${phases.join('|')})$`)]));
  return (await told(page)).find(({ phase }) => phases.includes(phase))!;
}

/** Agree and continue, as a person does. */
async function agree(page: Page, root: Page | FrameLocator | Locator): Promise<Told> {
  await root.locator('[part~="consent"]').waitFor();
  for (const box of await root.locator('input[required]').all()) await box.check();
  for (let tries = 1; ; tries += 1) {
    await root.locator('[part~="button"]').click();
    const last = await reach(page, 'acting', 'failed');
    // A machine that runs other tests too can be a slow device for a moment. The person then tries again.
    if (last.code !== 'device-too-slow' || tries === 3) return last;
    await page.evaluate(() => (globalThis as unknown as { told: Told[] }).told.splice(0));
  }
}

/** The directives of the documented policy. */
function documentedPolicy(): string {
  const [, block] = /```text policy\n([^`]+)```/.exec(readFileSync('docs/embedding.md', 'utf8'))!;
  const own = "default-src 'self'; ";
  return (
    own +
    block!.trim().replaceAll('\n', ' ').replaceAll('https://verifier.example', verifier).replaceAll('NONCE', nonce)
  );
}
const without = (directive: string) => documentedPolicy().replace(new RegExp(`${directive} [^;]+;`), '');

/** Where the verification runs: `iframe` if the element has one. */
const embeddingOf = async (page: Page) => ((await page.locator('beihe-verify iframe').count()) > 0 ? 'iframe' : 'page');

describe('the script on another origin', () => {
  const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  const trusted = (names: string) => `require-trusted-types-for 'script';${names}`;
  it.each<[name: string, embedding: 'page' | 'iframe', headers: () => Record<string, string>]>([
    ['no policy', 'page', () => ({})],
    ['the documented policy with a nonce', 'page', () => ({ 'content-security-policy': documentedPolicy() })],
    ['a policy without worker-src', 'iframe', () => ({ 'content-security-policy': without('worker-src') })],
    [
      'a policy without wasm-unsafe-eval',
      'iframe',
      () => ({ 'content-security-policy': documentedPolicy().replace(" 'wasm-unsafe-eval'", '') }),
    ],
    [
      'a policy whose connect-src lacks the verifier',
      'iframe',
      () => ({
        'content-security-policy': documentedPolicy().replace(`connect-src ${verifier}`, "connect-src 'self'"),
      }),
    ],
    ['a cross-origin isolated page', 'page', () => isolated],
    ['trusted types', 'page', () => ({ 'content-security-policy': trusted('') })],
    [
      'trusted types of these names',
      'page',
      () => ({ 'content-security-policy': trusted("trusted-types lit-html beihe 'allow-duplicates'") }),
    ],
    ['trusted types without ours', 'iframe', () => ({ 'content-security-policy': trusted('trusted-types lit-html') })],
  ])('on a page with %s runs in: %s', async (_, embedding, headers) => {
    const page = await open(await scriptPage(), headers());
    await page.locator('beihe-verify:is([phase=consent], [phase=failed])').waitFor();
    expect(await embeddingOf(page)).toBe(embedding);
    const root = embedding === 'iframe' ? page.frameLocator('beihe-verify iframe') : page;
    expect(await agree(page, root)).toEqual({ phase: 'acting' });
  });

  it('runs in an iframe if the page requests it, also on a cross-origin isolated page', async () => {
    const page = await open(await scriptPage('iframe'), isolated);
    const acting = await agree(page, page.frameLocator('beihe-verify iframe'));
    expect(acting.phase).toBe('acting');
    expect((await told(page)).map(({ phase }) => phase)).toEqual([
      'preparing',
      'consent',
      'readying',
      'positioning',
      'acting',
    ]);
  });

  it('fails with camera-forbidden if the page forbids the camera', async () => {
    const page = await open(await scriptPage(), { 'permissions-policy': 'camera=()' });
    expect(await reach(page, 'failed')).toEqual({ phase: 'failed', code: 'camera-forbidden' });
    expect(await page.locator('beihe-verify [part~="failed"]').textContent()).toContain('不能使用摄像头');
  });

  it.each<[allowed: string, headers: () => string, phase: string]>([
    ['camera=(self)', () => 'camera=(self)', 'failed'],
    ['camera=(self "verifier")', () => `camera=(self "${verifier}")`, 'acting'],
  ])(
    'on a page with %s uses the camera in an iframe only if the policy names the verifier',
    async (_, header, phase) => {
      const page = await open(await scriptPage('iframe'), { 'permissions-policy': header() });
      await page.locator('beihe-verify:is([phase=consent], [phase=failed])').waitFor();
      const last =
        phase === 'failed' ? await reach(page, 'failed') : await agree(page, page.frameLocator('beihe-verify iframe'));
      expect(last).toEqual(phase === 'failed' ? { phase, code: 'camera-forbidden' } : { phase });
    },
  );

  it('fails with page-insecure if the page is not secure', async () => {
    const page = await open(await scriptPage(), {}, insecure);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    expect(await reach(page, 'failed')).toEqual({ phase: 'failed', code: 'page-insecure' });
    expect(await page.locator('beihe-verify [part~="failed"]').textContent()).toContain('https://');
  });

  it('fails with camera-forbidden in the iframe too', async () => {
    const page = await open(await scriptPage('iframe'), { 'permissions-policy': 'camera=()' });
    expect(await reach(page, 'failed')).toEqual({ phase: 'failed', code: 'camera-forbidden' });
    await page.frameLocator('beihe-verify iframe').getByText('不能使用摄像头').waitFor();
  });

  it('fails with iframe-refused if the page allows neither the verification nor the iframe', async () => {
    const page = await open(await scriptPage(), {
      'content-security-policy': without('worker-src').replace(/frame-src [^;]+/, "frame-src 'none'"),
    });
    expect(await reach(page, 'failed')).toEqual({ phase: 'failed', code: 'iframe-refused' });
  });

  it('cannot be embedded by pages that the tenant does not list', async () => {
    const page = await open(await scriptPage('iframe'), {}, strange);
    expect(await page.evaluate(() => isSecureContext)).toBe(true);
    expect(await reach(page, 'failed')).toEqual({ phase: 'failed', code: 'iframe-refused' });
  });

  it('adds only the documented names to the page, also if it is loaded twice', async () => {
    const page = await open(pageOf(''));
    const before = await page.evaluate(() => Object.keys(globalThis));
    for (const file of ['support.js', 'support.js', 'beihe.js', 'beihe.js']) {
      await page.addScriptTag({ url: `${verifier}/${file}` });
    }
    const after = await page.evaluate(() => Object.keys(globalThis));
    const named = after.filter((name) => !before.includes(name)).toSorted();
    expect(named).toEqual([
      'BeiheSupport',
      'litElementVersions',
      'litHtmlVersions',
      'litPropertyMetadata',
      'reactiveElementVersions',
    ]);
    for (const name of named) expect(readFileSync('docs/embedding.md', 'utf8')).toContain(`\`${name}\``);
  });

  it('runs twice on one page, in two iframes, and stops when it is removed', async () => {
    const [first, second] = [await createToken(), await createToken({ locale: 'en' })];
    const page = await open(
      pageOf(`<script src="${verifier}/beihe.js"></script>
        <beihe-verify id="a" iframe session-token="${first}"></beihe-verify>
        <beihe-verify id="b" iframe session-token="${second}" style="--beihe-accent: rgb(1, 2, 3)"></beihe-verify>`),
    );
    const other = page.frameLocator('#b iframe');
    await other.getByText('Agree and start').waitFor();
    expect(await other.locator('button').evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
      'rgb(1, 2, 3)',
    );
    await agree(page, page.frameLocator('#a iframe'));
    const frames = page.frames().length;
    await page.locator('#a').evaluate((element) => element.remove());
    await expect.poll(() => page.frames().length).toBe(frames - 1);
    const before = (await told(page)).length;
    // All earlier messages of the iframe arrive before a message that the page posts now.
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          addEventListener('message', ({ data }) => data === 'last' && resolve(undefined));
          postMessage('last', '*');
        }),
    );
    expect(await told(page)).toHaveLength(before);
    expect(await page.locator('#b').getAttribute('phase')).toBe('consent');
  });

  it('starts again in the iframe with another token', async () => {
    const page = await open(await scriptPage('iframe'));
    const iframe = page.frameLocator('beihe-verify iframe');
    await iframe.locator('[part~="consent"]').waitFor();
    const token = await createToken({ locale: 'en' });
    await page.locator('beihe-verify').evaluate((element, next) => element.setAttribute('session-token', next), token);
    await iframe.getByText('Agree and start').waitFor();
    expect((await told(page)).map(({ phase }) => phase)).toEqual([
      'preparing',
      'consent',
      'idle',
      'preparing',
      'consent',
    ]);
  });
});

describe('a page whose own scripts change what the element depends on', () => {
  /** Run to the end: the film does nothing that is asked for, so the verifier appraises it and asks for another attempt. */
  async function finish(page: Page, embedding: 'page' | 'iframe'): Promise<void> {
    await page.locator('beihe-verify:is([phase=consent], [phase=failed])').waitFor();
    expect(await embeddingOf(page)).toBe(embedding);
    const root = embedding === 'iframe' ? page.frameLocator('beihe-verify iframe') : page;
    expect(await agree(page, root)).toEqual({ phase: 'acting' });
    expect(await reach(page, 'retry', 'done', 'failed')).not.toMatchObject({ phase: 'failed' });
  }

  const after = async (script: string) =>
    pageOf(`<script>${script}</script><script src="${verifier}/beihe.js"></script>
      <beihe-verify session-token="${await createToken()}"></beihe-verify>`);

  it.each<[name: string, embedding: 'page' | 'iframe', script: string]>([
    ['with prototype.js', 'iframe', prototypeLibrary],
    ['with Array.prototype.toJSON', 'iframe', listsToJson],
    ['with an old Function.prototype.bind', 'iframe', oldBind],
    ['whose fetch sends cookies', 'iframe', addsCredentials],
    ['whose fetch adds headers to every call', 'iframe', addsHeaders(/./)],
    ['whose fetch adds headers to calls of an API', 'page', addsHeaders(/\/v1\/|healthz/)],
    ['with a monitoring script and polyfills', 'page', watchesOnly],
  ])('a page %s runs in: %s, to the end', async (_, embedding, script) => {
    const page = await open(await after(script));
    await finish(page, embedding);
  });

  it('a page with a service worker that answers every call with HTML runs in an iframe, to the end', async () => {
    pages.set('/worker.js', { html: answersHtml, headers: { 'content-type': 'text/javascript' } });
    // A service worker answers for the whole origin, so this page has one of its own.
    const served = await startPages(pages, '127.0.0.1');
    try {
      const start = await open(pageOf(''), {}, served);
      await start.evaluate(async () => {
        await navigator.serviceWorker.register('/worker.js');
        await navigator.serviceWorker.ready;
      });
      const page = await open(await after(''), {}, served);
      expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
      await finish(page, 'iframe');
    } finally {
      await served.stop();
    }
  });
});

describe('an iframe that the person cannot see', () => {
  const dialogPage = async () =>
    pageOf(`<script src="${verifier}/beihe.js"></script>
      <dialog open><beihe-verify iframe session-token="${await createToken()}"></beihe-verify></dialog>`);
  const setOpen = (page: Page, isOpen: boolean) =>
    page.locator('dialog').evaluate((dialog, isNow) => dialog.toggleAttribute('open', isNow), isOpen);

  it('waits with the camera off while the dialog around it is closed, and fails if it is closed during the actions', async () => {
    const page = await open(await dialogPage());
    const iframe = page.frameLocator('beihe-verify iframe');
    await iframe.locator('[part~="consent"]').waitFor();
    for (const box of await iframe.locator('input[required]').all()) await box.check();
    await setOpen(page, false);
    await iframe.locator('[part~="button"]').evaluate((button) => (button as HTMLButtonElement).click());
    await page.locator('beihe-verify[waiting="element-hidden"]').waitFor({ state: 'attached' });
    await setOpen(page, true);
    expect(await reach(page, 'acting', 'failed')).toEqual({ phase: 'acting' });
    expect(await page.locator('beihe-verify').getAttribute('waiting')).toBe(null);
    await setOpen(page, false);
    expect(await reach(page, 'failed', 'retry', 'done')).toEqual({ phase: 'failed', code: 'element-hidden' });
  });
});

describe('the iframe, without the script', () => {
  const own = (page: Page) => page.frameLocator('#beihe');

  it('works as the documentation shows it', async () => {
    const page = await open(pageOf(snippet('iframe', await createToken())));
    expect(await agree(page, own(page))).toEqual({ phase: 'acting' });
    const height = await page.locator('#beihe').evaluate((iframe) => iframe.getBoundingClientRect().height);
    expect(height).toBeGreaterThan(500);
    expect(height).toBeLessThanOrEqual(844);
  });

  it('fails with camera-forbidden if it has no allow="camera"', async () => {
    const html = snippet('iframe', await createToken()).replace('camera; ', '');
    const page = await open(pageOf(html));
    expect(await reach(page, 'failed')).toEqual({ phase: 'failed', code: 'camera-forbidden' });
    await own(page).getByText('不能使用摄像头').waitFor();
  });

  it('fails with camera-forbidden if the page itself may not use the camera', async () => {
    const page = await open(pageOf(snippet('iframe', await createToken())), { 'permissions-policy': 'camera=()' });
    expect(await reach(page, 'failed')).toEqual({ phase: 'failed', code: 'camera-forbidden' });
  });

  it('accepts messages only from the page around it', async () => {
    const token = await createToken();
    const page = await open(
      pageOf(snippet('iframe', token).replace("addEventListener('load'", "addEventListener('never'")),
    );
    await own(page).locator('noscript').waitFor({ state: 'attached' });
    const [, inside] = page.frames();
    await inside!.evaluate(() => {
      Object.assign(globalThis, { received: 0 });
      addEventListener('message', () => ((globalThis as unknown as { received: number }).received += 1));
    });
    // Its own window and a sibling iframe: neither is its parent.
    await inside!.evaluate((given) => postMessage({ beihe: 1, type: 'init', token: given }, '*'), token);
    await page.evaluate((given) => {
      const sibling = document.body.appendChild(document.createElement('iframe'));
      const script = sibling.contentDocument!.createElement('script');
      script.textContent = `parent.frames[0].postMessage({ beihe: 1, type: 'init', token: '${given}' }, '*')`;
      sibling.contentDocument!.body.append(script);
    }, token);
    // Its parent, in an unknown version of the messages.
    await page.evaluate((given) => frames[0]!.postMessage({ beihe: 2, type: 'init', token: given }, '*'), token);
    await expect.poll(() => inside!.evaluate(() => (globalThis as unknown as { received: number }).received)).toBe(3);
    expect(await own(page).locator('beihe-verify').count()).toBe(0);
    await page.evaluate((given) => frames[0]!.postMessage({ beihe: 1, type: 'init', token: given }, '*'), token);
    await own(page).locator('[part~="consent"]').waitFor();
  });
});

describe('the script tag, as the documentation shows it', () => {
  it('checks support, reports the phases, and works', async () => {
    const said: string[] = [];
    const page = await context.newPage();
    page.on('console', (message) => said.push(message.text()));
    pages.set('/documented', { html: pageOf(snippet('script', await createToken())) });
    await page.goto(`${site.origin}/documented`);
    expect(await agree(page, page)).toEqual({ phase: 'acting' });
    expect(said.filter((line) => /^[a-z]+ undefined$/.test(line))).toEqual(
      ['preparing', 'consent', 'readying', 'positioning', 'acting'].map((phase) => `${phase} undefined`),
    );
    const support = await page.evaluate(() => (globalThis as unknown as Loaded).BeiheSupport.check());
    expect({ supported: support.supported, problems: support.problems }).toEqual({ supported: true, problems: [] });
  });

  it('answers about support as a module', async () => {
    const page = await open(pageOf(''));
    const script = `${verifier}/support.js`;
    // As text: the test runner rewrites imports.
    const supported = await page.evaluate(
      `import('${script}').then(() => BeiheSupport.check('${script}')).then(({ supported }) => supported)`,
    );
    expect(supported).toBe(true);
  });
});

describe('the hosted page', () => {
  it('is in the session’s language', async () => {
    const page = await context.newPage();
    await page.goto(`${verifier}/verify#token=${await createToken({ locale: 'en' })}`);
    await page.getByText('Agree and start').waitFor();
  });
});
