/** A browser with the pages of partners, and what a person does there. Each test file starts its own. */
import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserFlags, ensureBrowser, fakeCameraFlags } from '../../tool/browser.ts';
import { cameraFilm } from '../browser/camera.mjs';
import { startPages, type HostPage, type HostPages } from './host-pages.ts';
import { patienceMs } from './pace.ts';

/** An origin that no tenant lists. Like localhost, the browser treats it as secure. */
const strangers = 'stranger.test';
/** An origin that is not secure: plain http. */
const insecures = 'insecure.test';

export interface HostBrowser {
  readonly context: BrowserContext;
  /** The pages of all origins, by path. */
  readonly pages: Map<string, HostPage>;
  /** An origin that the tenant lists. */
  readonly site: HostPages;
  readonly strange: HostPages;
  readonly insecure: HostPages;
  /** Opens a page with this content. @param on the origin, by default the one that the tenant lists */
  readonly open: (html: string, headers?: Record<string, string>, on?: HostPages) => Promise<Page>;
  readonly closePages: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startHostBrowser(): Promise<HostBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'beihe-embed-'));
  const pages = new Map<string, HostPage>();
  const site = await startPages(pages, '127.0.0.1');
  const strange = await startPages(pages, strangers);
  const insecure = await startPages(pages, insecures);
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
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
  let opened = 0;
  return {
    context,
    pages,
    site,
    strange,
    insecure,
    async open(html, headers = {}, on = site) {
      const path = `/page-${(opened += 1)}`;
      pages.set(path, { html, headers });
      const page = await context.newPage();
      await page.goto(on.origin + path);
      return page;
    },
    async closePages() {
      await Promise.all(context.pages().map((page) => page.close()));
    },
    async stop() {
      await context.close();
      await Promise.all([site, strange, insecure].map((host) => host.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Told {
  readonly phase: string;
  readonly code?: string;
}
export const told = (page: Page) => page.evaluate(() => (globalThis as unknown as { told: Told[] }).told);

/** Wait until the page has received one of these phases. */
export async function reach(page: Page, ...phases: string[]): Promise<Told> {
  await expect
    .poll(async () => (await told(page)).map(({ phase }) => phase))
    .toEqual(expect.arrayContaining([expect.stringMatching(`^(${phases.join('|')})$`)]));
  return (await told(page)).find(({ phase }) => phases.includes(phase))!;
}

/** Agree and continue, as a person does. */
export async function agree(page: Page, root: Page | FrameLocator | Locator): Promise<Told> {
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

/** Where the verification runs: `iframe` if the element has one. */
export const embeddingOf = async (page: Page) =>
  (await page.locator('beihe-verify iframe').count()) > 0 ? 'iframe' : 'page';
