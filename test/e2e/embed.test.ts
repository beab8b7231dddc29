/**
 * The element beside a page's own scripts, the iframe, and the snippets of the documentation, in real Chromium against the real
 * worker. The pages' policies are in embed-policy.test.ts.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { BeiheSupport } from '../../widget/contract.ts';
import { agree, embeddingOf, reach, startHostBrowser, type HostBrowser } from './host-browser.ts';
import { createToken, pageOf, snippet, verifier } from './host-content.ts';
import { startPages } from './host-pages.ts';
import {
  addsCredentials,
  addsHeaders,
  answersHtml,
  listsToJson,
  oldBind,
  prototypeLibrary,
  watchesOnly,
} from './host-scripts.ts';

let hosts: HostBrowser;
beforeAll(async () => {
  hosts = await startHostBrowser();
});
afterEach(() => hosts.closePages());
afterAll(() => hosts?.stop());

const open: HostBrowser['open'] = (...page) => hosts.open(...page);

interface Loaded {
  readonly BeiheSupport: BeiheSupport;
}

describe('a page whose own scripts change what the element depends on', () => {
  /** Runs until movements are asked for. */
  async function run(page: Page, embedding: 'page' | 'iframe'): Promise<void> {
    await page.locator('beihe-verify:is([phase=consent], [phase=failed])').waitFor();
    expect(await embeddingOf(page)).toBe(embedding);
    const root = embedding === 'iframe' ? page.frameLocator('beihe-verify iframe') : page;
    expect(await agree(page, root)).toEqual({ phase: 'acting' });
  }

  /** Runs to the end: the film does nothing that is asked for, so the verifier appraises it and asks for another attempt. */
  async function finish(page: Page, embedding: 'page' | 'iframe'): Promise<void> {
    await run(page, embedding);
    expect(await reach(page, 'retry', 'done', 'failed')).not.toMatchObject({ phase: 'failed' });
  }

  const after = async (script: string) =>
    pageOf(`<script>${script}</script><script src="${verifier}/beihe.js"></script>
      <beihe-verify session-token="${await createToken()}"></beihe-verify>`);

  // The iframe has built-in functions of its own, so one such page, below, is run to the end.
  it.each<[name: string, script: string]>([
    ['with prototype.js', prototypeLibrary],
    ['with Array.prototype.toJSON', listsToJson],
    ['with an old Function.prototype.bind', oldBind],
    ['whose fetch sends cookies', addsCredentials],
    ['whose fetch adds headers to every call', addsHeaders(/./)],
  ])('a page %s runs in an iframe', async (_, script) => {
    await run(await open(await after(script)), 'iframe');
  });

  it.each<[name: string, script: string]>([
    ['whose fetch adds headers to calls of an API', addsHeaders(/\/v1\/|healthz/)],
    ['with a monitoring script and polyfills', watchesOnly],
  ])('a page %s runs it in the page, to the end', async (_, script) => {
    await finish(await open(await after(script)), 'page');
  });

  it('a page with a service worker that answers every call with HTML runs in an iframe, to the end', async () => {
    hosts.pages.set('/worker.js', { html: answersHtml, headers: { 'content-type': 'text/javascript' } });
    // A service worker answers for the whole origin, so this page has one of its own.
    const served = await startPages(hosts.pages, '127.0.0.1');
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
    const page = await hosts.context.newPage();
    page.on('console', (message) => said.push(message.text()));
    hosts.pages.set('/documented', { html: pageOf(snippet('script', await createToken())) });
    await page.goto(`${hosts.site.origin}/documented`);
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
    const page = await hosts.context.newPage();
    await page.goto(`${verifier}/verify#token=${await createToken({ locale: 'en' })}`);
    await page.getByText('Agree and start').waitFor();
  });
});
