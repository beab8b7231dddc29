/**
 * The filing demo in a real browser with the real worker: an individual and a company from the first page to the filing numbers,
 * and every answer of the sandbox authority once. A drawn person answers the live prompts in place of the camera.
 */
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { FormCheck, ProviderCase } from '#protocol/case/case.ts';
import { unhurried } from '#protocol/policy/unhurried.ts';
import { freshSeed, people } from '../../assess/actor/cast.ts';
import { installActor } from '../../assess/actor/live.ts';
import { browserFlags, ensureBrowser } from '../../tool/browser.ts';
import { patienceMs } from './pace.ts';
import { expectSound } from './soundness.ts';

const origin = inject('origin');
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
  context = await browser.newContext({ viewport: phone, locale: 'zh-CN', permissions: ['camera'] });
  context.setDefaultTimeout(patienceMs);
  const seed = freshSeed();
  const player = people.find(({ name }) => name === 'drawn bo')!;
  await installActor(context, await player.reel(seed), { ...player.options, seed });
  // A policy that leaves time, so that the machine's pace decides nothing.
  await context.route('**/demo/api/sessions', (route) =>
    route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), policy: unhurried.name }) }),
  );
  page = await context.newPage();
}, patienceMs);
afterAll(async () => {
  await browser?.close();
});

/** A picture of the step for the docs, when PICTURES names a folder. */
async function picture(name: string): Promise<void> {
  const to = process.env['PICTURES'];
  if (to) await page.screenshot({ path: join(to, `filing-${name}.png`), fullPage: true });
}

/** The page of a step is usable. */
async function isSound(step: string): Promise<void> {
  await picture(step);
  await expectSound(page, step);
}

const button = (name: string | RegExp) => page.getByRole('button', { name });

const caseId = () => new URL(page.url()).searchParams.get('case')!;

async function readCase(): Promise<ProviderCase> {
  const headers = { Authorization: 'Bearer bh_sandbox_provider' };
  return (await (await fetch(`${origin}/v1/cases/${caseId()}`, { headers })).json()) as ProviderCase;
}

/** Draws three strokes on the pad that is shown. */
async function sign(inside: string): Promise<void> {
  const pad = page.locator(`${inside} .pad`);
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await pad.boundingBox())!;
  for (const [fromX, fromY, toX, toY] of [
    [0.2, 0.3, 0.8, 0.35],
    [0.5, 0.15, 0.45, 0.85],
    [0.3, 0.7, 0.7, 0.75],
  ] as const) {
    await page.mouse.move(x + fromX * width, y + fromY * height);
    await page.mouse.down();
    await page.mouse.move(x + toX * width, y + toY * height, { steps: 6 });
    await page.mouse.up();
  }
}

/** How often the person may try again: on a busy machine the camera gives too few frames. A fifth failure would be a pause. */
const tries = 4;

/** The person consents, does what is asked, and signs. */
async function verify(name: string): Promise<void> {
  await button(`开始核验：${name}`).click();
  const widget = page.locator('beihe-verify');
  await widget.locator('[part~="consent"]').waitFor();
  await isSound('consent');
  for (const box of await widget.locator('input[required]').all()) await box.check();
  await widget.locator('[part~="button"]').click();
  const signing = widget.locator('[part~="signing"]');
  const again = widget.locator(':is([part~="retry"], [part~="failed"]) [part~="button"]');
  const failures: string[] = [];
  await signing.or(again).first().waitFor();
  while (failures.length < tries && !(await signing.isVisible())) {
    failures.push(await widget.locator('.result').innerText());
    await again.click();
    await again.waitFor({ state: 'hidden' });
    await signing.or(again).first().waitFor();
  }
  expect(await signing.isVisible(), failures.join('\n')).toBe(true);
  await sign('beihe-verify');
  await isSound('signature');
  await widget.getByRole('button', { name: '确认签名' }).click();
}

async function openStart(kind: '个人' | '企业'): Promise<void> {
  await page.goto(`${origin}/demo/`);
  await page.getByRole('radio', { name: kind }).check();
}

/** Staff take the photo, so that no camera is needed. */
async function openOnSite(kind: '个人' | '企业'): Promise<void> {
  await openStart(kind);
  await page.getByText('更多选择').click();
  await page.getByRole('radio', { name: '现场核验' }).check();
}

async function create(): Promise<void> {
  await button('建立备案案件').click();
  await button('提交全部材料').waitFor();
}

async function sendDocuments(): Promise<void> {
  await button('提交全部材料').click();
  await page.locator('#step-documents').filter({ hasText: '已完成' }).waitFor();
}

describe('an individual', () => {
  it('gets from the first page to the filing number on a phone', { timeout: 5 * patienceMs }, async () => {
    await openStart('个人');
    await isSound('start');
    await create();
    await isSound('documents');
    await sendDocuments();
    await verify('张示例');
    await button('提交比对').waitFor();
    // Another visit by the address finds the case where it stands.
    await page.reload();
    await isSound('verified');
    await button('提交比对').click();
    await page.locator('.question .outcome').filter({ hasText: '一致' }).waitFor();
    expect(await page.locator('.filer-reads').innerText()).toContain('信息已核对');

    await button('查看图片').click();
    await page.getByRole('img', { name: '张示例的人像' }).evaluate((image) => (image as HTMLImageElement).decode());
    await button('提交审核').click();
    expect(await page.getByRole('alert').innerText()).toBe('请先完成电话回访。');
    await page.getByRole('radio', { name: '已接通' }).check();
    await isSound('review');
    await button('提交审核').click();
    await page.locator('signature-pad [role=alert]').filter({ hasText: '请先写下您的姓名。' }).waitFor();
    await sign('signature-pad');
    await button('提交审核').click();

    await page.getByRole('link', { name: '公开查验' }).waitFor();
    await isSound('form');
    const { state, forms, timeline } = await readCase();
    expect(state).toBe('form-ready');
    expect(timeline.map(({ event }) => event)).toEqual(
      expect.arrayContaining([
        'consented',
        'verified',
        'signed',
        'question-answered',
        'picture-viewed',
        'reviewed',
        'forms-released',
      ]),
    );
    await everyFileIsThere(forms[0]!.pictures.length);
    const [checked] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: '公开查验' }).click(),
    ]);
    await checked.getByRole('heading', { name: '核验单有效' }).waitFor();
    await checked.close();
    const check = await fetch(`${origin}/v1/checks/${forms[0]!.number}`);
    expect((await check.json()) as FormCheck).toMatchObject({ state: 'valid', sandbox: true });

    await page.getByText('管局（沙盒）这次怎么答复').first().click();
    await isSound('submission');
    await button('报送管局').click();
    await answerMessage();
    await isAccepted();
    await isSound('accepted');
    expect((await readCase()).submissions).toMatchObject([{ round: 1, stage: 'answered', result: { accepted: true } }]);
    const learnt = await page.locator('.learnt').innerText();
    expect(learnt).toMatch(/权威库.*姓名、号码、人像.*管局.*备案记录、核验单、证件、人像/s);
    await page.locator('.inbox li').filter({ hasText: '备案通过' }).filter({ hasText: '验签通过' }).waitFor();

    await page.getByRole('link', { name: '沙盒权威库收到了什么' }).click();
    await page.getByText('11010519491231002X').first().waitFor();
  });
});

/** The pages of the form are pictures, and its files are what their names say. */
async function everyFileIsThere(pages: number): Promise<void> {
  const pictures = page.locator('img.page');
  expect(await pictures.count()).toBe(pages);
  for (const each of await pictures.all()) {
    await each.scrollIntoViewIfNeeded();
    expect(await each.evaluate(async (image: HTMLImageElement) => (await image.decode(), image.naturalWidth))).toBe(
      1160,
    );
  }
  const starts = { PDF: '%PDF', JSON: '{', '报送部里的记录（XML）': '<?xml' };
  for (const [name, start] of Object.entries(starts)) {
    const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
    expect((await (await fetch(new URL(href!, origin))).text()).slice(0, start.length), name).toBe(start);
  }
}

/** Answers the ministry's short message with the code on the phone that the page shows. */
async function answerMessage(): Promise<void> {
  const answer = button('代本人完成短信核验');
  await answer.waitFor();
  await isSound('sms');
  await answer.click();
}

async function isAccepted(): Promise<void> {
  await page.locator('#step-result').filter({ hasText: '进行中' }).waitFor();
  const numbers = page.locator('.numbers');
  await numbers.waitFor();
  expect(await numbers.innerText()).toMatch(/备.*号/);
}

describe('a company', () => {
  it('gets there by two reviewers, on a desktop, in English and in the dark', { timeout: 5 * patienceMs }, async () => {
    await page.setViewportSize(desktop);
    await page.emulateMedia({ colorScheme: 'dark' });
    await openStart('企业');
    await create();
    await sendDocuments();
    await verify('陈示例'); // the actor reads Chinese prompts
    await button('提交比对').click();
    await page.locator('#step-review').filter({ hasText: '进行中' }).waitFor();
    await button('English').click();
    expect(await page.locator('.question .outcome').allInnerTexts()).toEqual(['Match match', 'Match match']);

    const review = page.locator('filing-review');
    await review.getByRole('radio', { name: 'Escalate' }).check();
    await button('Send the review').click();
    await page.getByText('This case needs 2 reviewers; 0 approved so far.').waitFor();
    for (const [n, reviewer] of ['sandbox-reviewer-2', 'sandbox-reviewer'].entries()) {
      await page.getByText(`${n} approved so far.`).waitFor();
      expect(await review.getByLabel('Reviewer').inputValue()).toBe(reviewer);
      await review.getByRole('radio', { name: 'Approve' }).check();
      await review.getByRole('radio', { name: 'Reached', exact: true }).check();
      // The name may be typed instead of drawn.
      await button('Type it instead').click();
      await page.locator('signature-pad input').fill(n === 0 ? '沙盒核验员乙' : '沙盒核验员甲');
      if (n === 0) await isSound('review-company');
      await button('Send the review').click();
    }
    await page.getByRole('link', { name: 'Public check' }).waitFor();
    await isSound('form-company');
    expect((await readCase()).reviews.map(({ by, decision }) => `${by} ${decision}`)).toEqual([
      'sandbox-reviewer escalate',
      'sandbox-reviewer-2 approve',
      'sandbox-reviewer approve',
    ]);
    await button('中文').click();
    await page.getByText('管局（沙盒）这次怎么答复').first().click();
    await page.getByLabel('管局（沙盒）这次怎么答复').selectOption({ label: '审核员退回' });
    await button('报送管局').click();
    await answerMessage();
    await page.locator('.reasons').filter({ hasText: '1002 refused' }).filter({ hasText: '审核意见' }).waitFor();
    await isSound('returned');
  });

  it(
    'corrects what the bureau has returned, and is accepted in the second round',
    { timeout: 5 * patienceMs },
    async () => {
      const before = await readCase();
      const result = page.locator('section').filter({ has: page.locator('#step-result') });
      await result.getByText('查看或修改备案记录').click();
      await result.getByLabel('办公电话').first().fill('010-87654321');
      await button('保存改正，重新办理').click();
      // The record has changed, so the person signs it again. The live check is kept, and what the authority has confirmed.
      await page.locator('beihe-verify [part~="signing"]').waitFor();
      await sign('beihe-verify');
      await page.locator('beihe-verify').getByRole('button', { name: '确认签名' }).click();
      await button('提交比对').click();
      const reviewing = page.locator('filing-review');
      await reviewing.waitFor();
      const corrected = await readCase();
      expect(corrected.subjects[0]!.attestation).toEqual(before.subjects[0]!.attestation);
      expect(corrected.documents).toEqual(before.documents);
      const asked = ({ timeline }: ProviderCase) => timeline.filter(({ event }) => event === 'question-asked').length;
      expect(asked(corrected)).toBe(asked(before));
      for (let approvals = 0; approvals < corrected.approvalsNeeded; approvals += 1) {
        await page.getByRole('radio', { name: '已接通' }).check();
        await sign('signature-pad');
        await button('提交审核').click();
        await reviewing
          .getByText(`已有 ${approvals + 1} 名`)
          .or(button('报送管局'))
          .first()
          .waitFor();
      }
      await button('报送管局').click();
      await answerMessage();
      await isAccepted();
      expect((await readCase()).submissions).toMatchObject([
        { round: 1, result: { accepted: false } },
        { round: 2, result: { accepted: true } },
      ]);
    },
  );

  it('leaves the page as it was', async () => {
    await page.setViewportSize(phone);
    await page.emulateMedia({ colorScheme: 'light' });
  });
});

describe('the record', () => {
  it('is refused with every fault by its path, and nothing typed is lost', async () => {
    await openStart('个人');
    await page.getByText('查看或修改备案记录').click();
    await page.getByLabel('手机号码').fill('12000000001');
    await page.getByLabel('姓名', { exact: true }).fill('');
    await isSound('editor');
    await button('建立备案案件').click();
    const alert = page.locator('.error[role=alert]');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/filing-invalid/);
    expect(await alert.innerText()).toMatch(/\/organiser\/personInCharge\/mobile mobile-malformed/);
    expect(await page.getByLabel('手机号码').inputValue()).toBe('12000000001');
    await page.getByLabel('手机号码').fill('13000000000');
    await page.getByLabel('姓名', { exact: true }).fill('张示例');
    await create();
  });

  it('waits for a document that disagrees with it to be mended', { timeout: 2 * patienceMs }, async () => {
    await openOnSite('个人');
    await create();
    await page.getByLabel('证件号码').fill('110105199003070009');
    await sendDocuments();
    await button('提交比对').click();
    const alert = page.locator('.error[role=alert]');
    await alert.filter({ hasText: '证件与备案记录不一致' }).waitFor();
    expect(await alert.innerText()).toMatch(/document-disagrees/);
    expect((await readCase()).state).toBe('open');
    await page.locator('#step-documents').click();
    await page.getByLabel('证件号码').fill('11010519491231002X');
    await button('提交全部材料').click();
    await alert.waitFor({ state: 'detached' });
    await button('提交比对').click();
    await page.locator('.question .outcome').filter({ hasText: 'match' }).waitFor();
  });

  it('comes back from the reviewer with the causes', { timeout: patienceMs }, async () => {
    await page.getByRole('radio', { name: '退回修改' }).check();
    await button('提交审核').click();
    await page.getByRole('alert').filter({ hasText: '请选择退回原因。' }).waitFor();
    await page.getByLabel('证件看不清').check();
    await button('提交审核').click();
    await page
      .locator('.reasons')
      .filter({ hasText: /审核员退回.*：证件看不清/s })
      .waitFor();
    expect((await readCase()).state).toBe('open');
  });
});

describe('the sandbox authority', () => {
  /** What each test number answers: what the provider reads, and the filer. */
  it.each([
    ['姓名与号码不一致', 'mismatch', '信息未能确认'],
    ['人脸不一致', 'mismatch', '信息未能确认'],
    ['库中无此人', 'not-found', '信息未能确认'],
    ['库中无照片', 'photo-unavailable', '信息未能确认'],
    ['照片被判为非活体', 'liveness-failed', '信息未能确认'],
    ['照片质量不合格', 'quality-failed', '信息未能确认'],
    ['请求过多', 'rate-limited', '核对时间较长'],
    ['权威库故障', 'source-down', '信息未能确认'],
    ['请求内容被拒绝', 'invalid-input', '信息未能确认'],
    ['账号无权查询', 'unauthorised', '信息未能确认'],
  ])('answers %s with %s, and the filer reads %s', { timeout: 2 * patienceMs }, async (scene, outcome, filerReads) => {
    await openOnSite('个人');
    await page.getByLabel('权威库对负责人的答复').selectOption({ label: scene });
    await create();
    await sendDocuments();
    await button('提交比对').click();
    await page.locator('.question .outcome').filter({ hasText: outcome }).waitFor();
    const filer = await page.locator('.filer-reads').innerText();
    expect(filer).toContain(filerReads);
    expect(filer).not.toContain(outcome);
    if (outcome === 'photo-unavailable') await isSound('comparison');
  });

  it.each([
    ['单位名称不一致', 'mismatch'],
    ['法定代表人不一致', 'mismatch'],
    ['库中无此单位', 'not-found'],
  ])('answers %s of a company with %s', { timeout: 2 * patienceMs }, async (scene, outcome) => {
    await openOnSite('企业');
    await page.getByLabel('权威库对单位的答复').selectOption({ label: scene });
    await create();
    await sendDocuments();
    await button('提交比对').click();
    await page.locator('.question .outcome').filter({ hasText: outcome }).waitFor();
    await page.locator('.reasons').filter({ hasText: 'organiser-unit' }).waitFor();
    expect(await page.locator('.filer-reads').innerText()).toContain('服务商需要您补充或核对材料');
  });
});
