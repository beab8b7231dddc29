/** The page of the filing record in a real browser, as built and served. */
import { readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { decodeGbk } from '../../worker/bureau/gbk.ts';
import { checkUpload } from '../../worker/bureau/v3/elements.ts';
import { parseXml } from '../../worker/bureau/xml.ts';
import { patienceMs } from './pace.ts';
import { expectSound } from './soundness.ts';

const origin = inject('origin');
let browser: Browser;
let page: Page;
const requests: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...browserFlags] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  context.setDefaultTimeout(patienceMs);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  page = await context.newPage();
  await page.goto(`${origin}/demo/`);
  await page.getByRole('link', { name: '填写备案记录' }).click();
  await page.locator('demo-record .record').waitFor();
  page.on('request', (request) => requests.push(request.url()));
});
afterAll(async () => {
  await browser?.close();
});

const load = (example: string) => page.getByRole('radio', { name: example, exact: true }).check();
const status = () => page.getByRole('status').innerText();
const field = (label: string, n = 0) => page.getByLabel(label, { exact: true }).nth(n);

/** What a screen reader reads after a field's name. */
const descriptionOf = async (label: string): Promise<string> => {
  const ids = (await field(label).getAttribute('aria-describedby'))?.split(' ') ?? [];
  return (await Promise.all(ids.map((id) => page.locator(`#${id}`).innerText()))).join(' ');
};

describe('the filing record', () => {
  it('starts from an example that is valid', async () => {
    await load('企业');
    expect(await status()).toMatch(/^0 个错误/);
    expect(await page.locator('pre.xml').innerText()).toContain('<Dwmc>示例（北京）科技有限公司</Dwmc>');
  });

  it('shows a fault beside its field while one types, and lists it', async () => {
    await field('主办单位名称').fill('');
    await field('证件号码').fill('91110105MA0000017L');
    expect(await status()).toMatch(/^2 个错误/);
    expect(await field('证件号码').getAttribute('aria-invalid')).toBe('true');
    expect(await descriptionOf('证件号码')).toMatch(/错误.*校验码.*check-digit-wrong/s);
    expect(await page.locator('.summary').innerText()).toContain('主办单位 › 证件号码');
    expect(await page.locator('pre.xml').count()).toBe(0);
  });

  it('leads from the list to the field, by keyboard too', async () => {
    const link = page.locator('.summary a').filter({ hasText: 'check-digit-wrong' });
    await link.focus();
    await page.keyboard.press('Enter');
    expect(await field('证件号码').evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('91110105MA0000007L');
    await field('主办单位名称').fill('示例（北京）科技有限公司');
    expect(await status()).toMatch(/^0 个错误/);
    expect(await field('证件号码').getAttribute('aria-invalid')).toBeNull();
  });

  it('sets warnings apart from faults', async () => {
    await field('服务名称').fill('示例新闻');
    expect(await status()).toMatch(/^0 个错误/);
    expect(await field('服务名称').getAttribute('aria-invalid')).toBeNull();
    expect(await descriptionOf('服务名称')).toMatch(/提示.*新闻.*name-needs-approval/s);
    await field('服务名称').fill('示例科技');
  });

  it('gives the bytes of the XML in GBK, with numeric references for what GBK does not have', async () => {
    expect(await page.locator('.references').innerText()).toMatch(/𠮷 → &#x20BB7;/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载（GBK）' }).click(),
    ]);
    const bytes = readFileSync(await download.path());
    const text = decodeGbk(bytes);
    expect(text).toContain('<Fzr_xm>陈示&#x20BB7;</Fzr_xm>');
    expect(checkUpload(parseXml(text))).toEqual([]);
    await page.getByRole('button', { name: '复制' }).first().click();
    await page.getByRole('button', { name: '已复制' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  });

  it('files apps, domains and services, and says what the interface cannot carry', async () => {
    const hasFocus = (name: string) =>
      page.evaluate((label) => document.activeElement?.textContent.trim().startsWith(label), name);
    await page.getByRole('button', { name: '添加域名' }).first().click();
    await expect.poll(() => field('域名 3').evaluate((input) => input === document.activeElement)).toBe(true);
    await field('域名 3').fill('www.example.org.cn');
    expect(await descriptionOf('域名 3')).toContain('domain-is-subdomain');
    await page.getByRole('button', { name: '删除域名 3' }).click();
    await expect.poll(() => hasFocus('域名')).toBe(true);
    await page.getByRole('button', { name: '添加服务' }).click();
    await expect.poll(() => hasFocus('服务 3')).toBe(true);
    await page.getByRole('button', { name: '删除服务 3' }).click();
    await field('服务类型', 1).selectOption({ label: 'APP' });
    await field('包名 / Bundle ID').fill('cn.example.app');
    await field('公钥').fill('A3');
    await field('证书指纹').fill('ab'.repeat(16));
    expect(await status()).toMatch(/^1 个错误/);
    expect(await page.locator('.summary').innerText()).toContain('profile-lacks-app');
  });

  it('says in words what the province asks', async () => {
    await field('报送的省通信管理局').selectOption({ label: '江苏省' });
    expect(await page.locator('.profile').innerText()).toMatch(/工作人员在场.*真实性责任告知书/s);
    expect(await page.locator('.summary').innerText()).toContain('province-differs');
  });

  it('asks for the filing that another business changes', async () => {
    await load('个人');
    await field('备案业务').selectOption({ label: '变更备案' });
    await field('该服务的记录 ID').fill('1002');
    await field('该服务的备案号').fill('京ICP备00000001号-1');
    await field('该接入的记录 ID 1').fill('1003');
    expect(await status()).toMatch(/^0 个错误/);
    expect(await page.locator('pre.xml').innerText()).toContain('<BGBA>');
  });

  it('calls no server', () => {
    expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
  });

  it('has no accessibility violation in either language and theme, with faults and without, and fits on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const language of ['English', '中文']) {
      await page.getByRole('button', { name: language }).click();
      await expect
        .poll(() => page.title())
        .toBe(language === '中文' ? '备案记录（备核演示）' : 'Filing record (Beihe demo)');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const example of await page.getByRole('radio').all()) {
          await example.check();
          await expectSound(page, `${language}, ${colorScheme}`);
        }
      }
    }
  });
});
