/** The page that makes specimens of the verification form, in a real browser, as built and served. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { patienceMs } from './pace.ts';

const origin = inject('origin');
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...browserFlags] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  context.setDefaultTimeout(patienceMs);
  page = await context.newPage();
  await page.goto(`${origin}/demo/form/`);
});
afterAll(async () => {
  await browser?.close();
});

const make = () => page.getByRole('button', { name: '生成样张' }).click();

describe('the page of the specimen', () => {
  it('shows every page of the form as the worker drew it, with PDF and JSON to download', async () => {
    await make();
    await page.getByRole('img', { name: '第 3 页' }).waitFor();
    const sizes = await page.locator('img.page').evaluateAll((pictures) =>
      Promise.all(
        (pictures as HTMLImageElement[]).map(async (picture) => {
          await picture.decode();
          return [picture.naturalWidth, picture.naturalHeight];
        }),
      ),
    );
    expect(sizes).toEqual([
      [1160, 1642],
      [1160, 1642],
      [1160, 1642],
    ]);
    expect(await page.getByRole('link', { name: 'PDF' }).getAttribute('href')).toMatch(
      /^data:application\/pdf;base64,JVBERi/,
    );
    const json = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
    expect(JSON.parse(decodeURIComponent(json!.slice(json!.indexOf(',') + 1)))).toMatchObject({ specimen: true });
  });

  it('offers the services of the record, by name', async () => {
    const record = page.getByLabel('备案记录（JSON）');
    const services = page.getByLabel('第几个服务').locator('option');
    const text = await record.inputValue();
    expect(await services.allInnerTexts()).toEqual(['1　象棋天地']);
    const two = JSON.parse(text) as { services: { name: string }[] };
    two.services.push({ ...two.services[0]!, name: '象棋助手' });
    await record.fill(JSON.stringify(two));
    expect(await services.allInnerTexts()).toEqual(['1　象棋天地', '2　象棋助手']);
    await record.fill('{');
    expect(await services.count()).toBe(2);
    await record.fill(text);
    expect(await services.count()).toBe(1);
  });

  it('says which item is open, and shows no form', async () => {
    await page.getByRole('checkbox', { name: '手机号码' }).uncheck();
    await make();
    await page.locator('.findings').waitFor();
    expect(await page.locator('.findings li').allInnerTexts()).toEqual(['核验项“手机号码”未作答。 item-missing']);
    expect(await page.locator('img.page').count()).toBe(0);
    await page.getByRole('checkbox', { name: '手机号码' }).check();
  });

  it('says what is wrong with a record, and with a text that is no JSON', async () => {
    const record = page.getByLabel('备案记录（JSON）');
    const text = await record.inputValue();
    await record.fill(text.replaceAll('13800138000', '12000000001'));
    await make();
    expect(await page.locator('.findings').innerText()).toContain('mobile-malformed');
    await record.fill(text.slice(1));
    await make();
    expect(await page.getByRole('alert').innerText()).toBe('备案记录不是合法的 JSON。');
    await record.fill(text);
  });

  it('speaks English when it is asked to', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.getByRole('button', { name: 'Make the specimen' }).isEnabled()).toBe(true);
    expect(await page.title()).toContain('Specimen of the verification form');
  });
});
