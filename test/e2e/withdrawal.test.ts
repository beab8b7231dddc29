/** The hosted page with a withdrawal link, in real Chromium against the real worker. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { WithdrawalLink } from '#protocol/session/withdrawal.ts';
import { readyFiler } from '../../assess/synthetic/filer.ts';
import { servedSite } from '../../assess/synthetic/served-site.ts';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { patienceMs } from './pace.ts';

const verifier = inject('origin');
const folder = mkdtempSync(join(tmpdir(), 'beihe-withdrawal-'));
const contexts = new Map<string, BrowserContext>();

beforeAll(async () => {
  for (const locale of ['zh-CN', 'en-GB']) {
    const context = await chromium.launchPersistentContext(join(folder, locale), {
      executablePath: ensureBrowser(),
      args: browserFlags,
      viewport: { width: 390, height: 844 },
      locale,
    });
    context.setDefaultTimeout(patienceMs);
    contexts.set(locale, context);
  }
});
afterEach(async () => {
  for (const context of contexts.values()) await Promise.all(context.pages().map((page) => page.close()));
});
afterAll(async () => {
  for (const context of contexts.values()) await context.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A session whose person has consented, and the person's link. */
async function linked() {
  const filer = await readyFiler(servedSite(verifier), { filing: { organiser: '示例公司' } });
  const { token } = await filer.expect<WithdrawalLink>('POST', '/withdrawals');
  const headers = { Authorization: `Bearer ${sandboxKeys.provider}` };
  const status = async () => (await fetch(filer.path(), { headers })).status;
  return { path: `/verify#withdraw=${token}`, status };
}

async function open(path: string, locale = 'zh-CN', prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await contexts.get(locale)!.newPage();
  await prepare?.(page);
  await page.goto(verifier + path);
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

describe('the hosted page with a withdrawal link', () => {
  it('shows what is kept until when, asks, deletes, and says that it is done', async () => {
    const { path, status } = await linked();
    const page = await open(path);
    await heading(page, '撤回备案核验的同意');
    const shown = await page.locator('main').innerText();
    expect(shown).toContain('沙盒接入服务商');
    expect(shown).toMatch(/保存至\s+\d{4}年\d{1,2}月\d{1,2}日/);
    expect(shown).not.toContain('示例公司');

    await press(page, '撤回同意并删除');
    await heading(page, '确定要撤回吗？');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await press(page, '暂不撤回');
    await heading(page, '撤回备案核验的同意');
    expect(await status()).toBe(200);

    await press(page, '撤回同意并删除');
    await press(page, '撤回并删除');
    await heading(page, '已撤回');
    expect(await status()).toBe(410);
  });

  it('says that the data is deleted already, when it is opened again', async () => {
    const { path } = await linked();
    const page = await open(path, 'en-GB');
    await press(page, 'Withdraw and delete');
    await heading(page, 'Withdraw your consent?');
    await press(page, 'Withdraw and delete');
    await heading(page, 'Withdrawn');
    await heading(await open(path, 'en-GB'), 'Already deleted');
  });

  it.each(['x', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', 'a.b.c'])('does not know a made-up link: %s', async (token) => {
    const page = await open(`/verify#withdraw=${token}`);
    await heading(page, '链接无法识别');
    expect(await page.getByRole('button').count()).toBe(0);
  });

  it('does not know a link that was cut off', async () => {
    const { path } = await linked();
    await heading(await open(path.slice(0, -5)), '链接无法识别');
  });

  it('says that the verifier did not answer, deletes nothing, and tries again', async () => {
    const { path, status } = await linked();
    let isDown = true;
    const page = await open(path, 'zh-CN', (opened) =>
      opened.route('**/v1/**', (route) => (isDown ? route.abort() : route.continue())),
    );
    await heading(page, '没有连上核验服务');
    isDown = false;
    await press(page, '再试一次');
    await press(page, '撤回同意并删除');
    isDown = true;
    await press(page, '撤回并删除');
    await page.getByText('没有删除成功').waitFor();
    expect(await status()).toBe(200);
    isDown = false;
    await press(page, '撤回并删除');
    await heading(page, '已撤回');
  });

  it('works without the element’s script', async () => {
    const { path, status } = await linked();
    const page = await open(path, 'zh-CN', (opened) => opened.route('**/beihe.js', (route) => route.abort()));
    await press(page, '撤回同意并删除');
    await press(page, '撤回并删除');
    await heading(page, '已撤回');
    expect(await status()).toBe(410);
  });
});
