/**
 * Failure reports from a real browser to the provider, through the real worker: in the demo, after the person left the
 * page, and after the network came back.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { CreatedSession, ProviderSession } from '#protocol/session/session.ts';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { patienceMs } from './pace.ts';

const origin = inject('origin');
const folder = mkdtempSync(join(tmpdir(), 'beihe-report-'));
let context: BrowserContext;

beforeAll(async () => {
  context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: ensureBrowser(),
    args: [...browserFlags],
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
  });
  context.setDefaultTimeout(patienceMs);
});
afterAll(async () => {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
});

const asProvider = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
  const headers = { Authorization: `Bearer ${sandboxKeys.provider}`, 'Content-Type': 'application/json' };
  return (await fetch(`${origin}${path}`, { ...init, headers })).json() as Promise<T>;
};

const reportsOf = async (session: string) => (await asProvider<ProviderSession>(`/v1/sessions/${session}`)).reports;

/**
 * Make the page's consent fail as if the verifier were down. This failure does not depend on the speed of the machine.
 */
const breakConsent = (page: Page) =>
  page.route('**/consents', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 503 }) : route.fallback(),
  );

/** The hosted page of a new session, opened up to its consent. */
async function openHosted(): Promise<{ page: Page; session: string }> {
  const { id, verifyUrl } = await asProvider<CreatedSession>('/v1/sessions', { method: 'POST', body: '{}' });
  const page = await context.newPage();
  await page.goto(verifyUrl);
  await page.locator('beihe-verify [part~="consent"]').waitFor();
  return { page, session: id };
}

async function agree(page: Page): Promise<void> {
  const widget = page.locator('beihe-verify');
  for (const box of await widget.locator('input[required]').all()) await box.check();
  await widget.locator('[part~="button"]').click();
}

describe('a failure in a real browser', () => {
  it('is shown to the demo’s provider in words', async () => {
    const page = await context.newPage();
    await breakConsent(page);
    await page.goto(`${origin}/demo/check/`);
    await page.locator('button.start').click();
    await page.locator('beihe-verify [part~="consent"]').waitFor();
    await agree(page);
    await page.locator('beihe-verify [part~="failed"]').waitFor();
    const rows = page.locator('demo-reports tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    const text = (await rows.first().innerText()).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/第 [\d.]+ 秒 加载与开摄像头 核验服务暂时不可用 verifier-failed chrome \d+ linux/);
    const to = process.env['PICTURES'];
    if (to) await page.screenshot({ path: join(to, 'demo-reports.png') });
    await page.reload();
    await rows.first().waitFor();
    await page.close();
  });

  it('reaches the provider even if the person leaves the page at once', async () => {
    const { page, session } = await openHosted();
    await breakConsent(page);
    await page.evaluate(() => {
      addEventListener('beihe-phase', (event) => {
        const { phase } = (event as CustomEvent<{ phase: string }>).detail;
        if (phase === 'failed') setTimeout(() => location.replace('about:blank'), 50);
      });
    });
    await agree(page);
    await page.waitForURL('about:blank');
    await expect.poll(() => reportsOf(session)).toMatchObject([{ step: 'readying', code: 'verifier-failed' }]);
    await page.close();
  });

  it('of the network reaches the provider once the page is reloaded', async () => {
    const { page, session } = await openHosted();
    await context.setOffline(true);
    await agree(page);
    expect(await page.locator('beihe-verify [part~="failed"]').innerText()).toContain('网络断开了');
    expect(await reportsOf(session)).toEqual([]);
    await context.setOffline(false);
    await page.reload();
    await page.locator('beihe-verify [part~="consent"]').waitFor();
    await expect
      .poll(() => reportsOf(session))
      .toMatchObject([{ step: 'readying', code: 'network-lost', fromHolder: true }]);
    await page.close();
  });

  it('of a second browser, which is refused, also reaches the provider', async () => {
    const { page, session } = await openHosted();
    const other = await chromium.launch({ executablePath: ensureBrowser(), args: [...browserFlags] });
    const second = await other.newPage();
    await second.goto(page.url());
    await second.locator('beihe-verify [part~="failed"]').waitFor();
    await expect
      .poll(() => reportsOf(session))
      .toMatchObject([{ step: 'preparing', code: 'key-foreign', fromHolder: false }]);
    await other.close();
    await page.close();
  });
});
