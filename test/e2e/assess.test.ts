/**
 * The assessor's page in a real browser: trials with its camera (a film that Chromium's fake camera plays), with clips
 * and with bundles.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { unhurried as policy } from '#protocol/policy/unhurried.ts';
import { parseTrialSet } from '../../assess/count/trial-set.ts';
import { browserFlags, ensureBrowser, fakeCameraFlags } from '../../tool/browser.ts';
import { answerScript } from '../../assess/actor/answer.ts';
import { freshSeed } from '../../assess/actor/cast.ts';
import { drawnSource } from '../../assess/actor/drawn/source.ts';
import { renderClip } from '../../assess/actor/script.ts';
import { picturesOf } from '../../assess/report/pictures.ts';
import { reportWords } from '../../assess/report/report-words.ts';
import { nodeCodec } from '../unit/vision/node-codec.ts';
import { plays } from './account.ts';
import { leadInMs, patienceMs, reactionMs } from './pace.ts';
import { expectSound } from './soundness.ts';

const origin = inject('origin');
const seed = `${freshSeed()}`;
const asksOf = (of: string) => drawAsks(seededDraw(of), policy);
const other = ['a', 'b', 'c', 'd'].find((of) => JSON.stringify(asksOf(of)) !== JSON.stringify(asksOf(seed)))!;

/** A name that is markup unless it is escaped; the README's picture shows a plain one. */
const who = process.env['PICTURES'] ? 'drawn mei' : 'drawn <b>mei</b>';

const folder = mkdtempSync(join(tmpdir(), 'beihe-assess-'));
const file = (name: string) => join(folder, name);
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const script = answerScript(schedule(asksOf(seed), policy), reactionMs, { leadInMs });
  writeFileSync(file('right.mjpeg'), await renderClip(drawnSource('mei'), script));
  copyFileSync(file('right.mjpeg'), file('wrong.mjpeg'));
  writeFileSync(file('torn.mp4'), 'no film');
  const shown = (clip: string, species: string, of: string) => ({ clip, label: 'attack', species, seed: of });
  writeFileSync(
    file('clips.json'),
    JSON.stringify([
      shown('right.mjpeg', 'injected', seed),
      shown('wrong.mjpeg', 'other-answer', other),
      shown('torn.mp4', 'torn', seed),
    ]),
  );
  context = await chromium.launchPersistentContext(file('profile'), {
    executablePath: ensureBrowser(),
    args: [...browserFlags, ...fakeCameraFlags(file('right.mjpeg'))],
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
  });
  context.setDefaultTimeout(patienceMs);
  page = await context.newPage();
  await page.goto(`${origin}/assess/`);
});
afterAll(async () => {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
});

const trials = () => page.locator('.trials li');
const mode = (name: string) => page.locator('.tabs').getByRole('button', { name, exact: true }).click();

/** Deletes all trials of the page. */
async function clear(): Promise<void> {
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: '清空' }).click();
  await page.getByText('还没有试验').waitFor();
}

async function playCamera(): Promise<void> {
  await mode('摄像头');
  await page.locator('input[name="player"]').fill(who);
  await page.locator('input[name="seed"]').fill(seed);
  await page.locator('button.start').click();
  const widget = page.locator('beihe-verify');
  await widget.locator('[part~="consent"]').waitFor();
  for (const box of await widget.locator('input[required]').all()) await box.check();
  await widget.locator('[part~="consent"] [part~="button"]').click();
  await expect.poll(() => trials().count()).toBe(1);
}

/** Plays the clips, after the trial with the camera. */
async function playClips(): Promise<void> {
  if ((await trials().count()) === 0) await playCamera();
  await mode('录像');
  const files = ['right.mjpeg', 'wrong.mjpeg', 'torn.mp4', 'clips.json'].map(file);
  await page.locator('assess-clips input[type="file"]').setInputFiles(files);
  await page.locator('assess-clips input[type="checkbox"]').check();
  await page.getByRole('button', { name: '逐段试验' }).click();
  await expect.poll(() => trials().count(), { timeout: 3 * patienceMs, interval: 500 }).toBe(4);
}

/**
 * The trials that a busy machine has spoilt. Either the page counts them as played by too slow a machine, or a film that answers
 * its challenge missed a window, because a film cannot wait. Such a film is undetermined, and never an attack.
 */
async function spoilt(): Promise<string[]> {
  const { 'too-slow': slow, undetermined } = reportWords['zh-CN'].outcomes;
  const lines = await trials().allInnerTexts();
  return lines.filter((line) => line.includes(slow) || (line.includes(undetermined) && !line.includes('wrong.mjpeg')));
}

/** Plays trials, and plays them again from the first one on while one is spoilt. */
async function unhindered(play: () => Promise<void>): Promise<void> {
  await play();
  for (let n = 1; n < plays && (await spoilt()).length > 0; n += 1) {
    await clear();
    await play();
  }
}

/** The text of the file that a button downloads. */
async function downloaded(name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).first().click(),
  ]);
  await download.saveAs(file('download'));
  return readFileSync(file('download'), 'utf8');
}

/** Takes the README's picture when PICTURES names a folder. */
const picture = async (name: string) => {
  const to = process.env['PICTURES'];
  if (to) await page.screenshot({ path: join(to, `${name}.png`), fullPage: true });
};

/** Give a file to the bundle's input. */
const offer = (name: string, text: string) =>
  page.locator('assess-bundle input').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

describe(`the assessor’s page, seed ${seed}`, () => {
  it('runs only its own scripts, and cannot be embedded in an iframe', async () => {
    const { headers } = await fetch(`${origin}/assess/`);
    expect(headers.get('content-security-policy')).toMatch(
      /script-src 'self' 'wasm-unsafe-eval';.*frame-ancestors 'none'/,
    );
    const ran = await page.evaluate(() => {
      const failed = new Promise((resolve) => addEventListener('error', resolve, { capture: true, once: true }));
      document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.ran = true" />');
      return failed.then(() => 'ran' in window);
    });
    expect(ran).toBe(false);
  });

  it('counts a trial of a person before the assessor’s camera', async () => {
    await page.locator('select[name="policy"]').selectOption(policy.name);
    await unhindered(playCamera);
    expect(await trials().first().innerText()).toContain(`真人 · ${who}`);
    expect(await trials().first().innerText()).toContain('通过');
    await page.locator('.behind .verdict.right').waitFor();
    expect(await page.locator('.behind .verdict h3').innerText()).toBe(`第 1 次试验：真人 · ${who}`);
    expect(await page.locator('.report tbody tr').innerText()).toContain('0.0 % – 97.5 %');
  });

  it('plays each clip in place of the camera for its own challenge, and counts clips that cannot be played', async () => {
    await unhindered(playClips);
    expect(await page.locator('select[name="policy"]').inputValue(), 'the choice is kept').toBe(policy.name);
    const lines = (await trials().allInnerTexts()).toReversed().slice(1);
    expect(lines).toEqual([
      expect.stringMatching(/injected · right\.mjpeg\s+通过/),
      expect.stringMatching(/other-answer · wrong\.mjpeg\s+无法判定/),
      expect.stringMatching(/torn · torn\.mp4\s+未完成\s+录像无法读取\s+clip-unreadable/),
    ]);
    expect(await trials().first().locator('b').getAttribute('class')).toBe('void');
  });

  it('does not show an accepted attack as a success', async () => {
    await trials().nth(2).getByRole('button', { name: '查看' }).click();
    await page.locator('.behind .verdict.wrong').waitFor();
    expect(await page.locator('.behind .verdict h3').innerText()).toBe('第 2 次试验：injected · right.mjpeg');
  });

  it('lists the accepted attack, with the pictures that the verifier saw, and no refused one', async () => {
    const failures = page.locator('.report .failure');
    expect(await failures.count()).toBe(1);
    expect(await failures.locator('h4').innerText()).toBe('injected → 通过');
    expect(await failures.locator('img').count()).toBeGreaterThan(policy.challenge.randomFrames);
    const shown = await failures
      .locator('img')
      .evaluateAll((images) => images.every((image) => (image as HTMLImageElement).naturalWidth === 640));
    expect(shown).toBe(true);
  });

  it('keeps the trials through a reload, and exports them', async () => {
    await page.reload();
    await expect.poll(() => trials().count()).toBe(4);
    await picture('assess');
    const set = parseTrialSet(await downloaded('导出 JSON'))!;
    expect(set.judges).toEqual([
      { policy: { name: policy.name, version: policy.version }, code: expect.any(String) as string },
    ]);
    expect(set.trials.map(({ species, outcome }) => [species, outcome])).toEqual([
      ['bona-fide', 'bona-fide'],
      ['injected', 'bona-fide'],
      ['other-answer', 'undetermined'],
      ['torn', 'unfinished'],
    ]);
    expect((await downloaded('导出 CSV')).trimEnd().split('\r\n')).toHaveLength(5);
    const report = await downloaded('下载报告');
    expect(report).toContain('injected → 通过');
    expect(report).not.toContain('<b>mei');
    writeFileSync(
      file('trials.json'),
      JSON.stringify({ ...set, trials: set.trials.slice(1, 2), material: 'one file' }),
    );
    await page.locator('.tools input[type="file"]').setInputFiles(file('trials.json'));
    await page.getByText('正在查看 trials.json').waitFor();
    expect(await page.locator('.report dl').innerText()).toContain('one file');
    await page.getByRole('button', { name: '返回本机的试验' }).click();
    expect(await trials().count()).toBe(4);
    await page.locator('.tools input[type="file"]').setInputFiles(file('clips.json'));
    await page.getByText('这个文件不是试验结果').waitFor();
  });

  it('replays a bundle with the same appraisal, and an altered bundle as an attack', async () => {
    const text = await downloaded('下载证据包');
    const bundle = JSON.parse(text) as EvidenceBundle;
    await mode('证据包');
    await offer('as-it-was.json', text);
    await page.locator('assess-bundle .verdict').waitFor();
    expect(await page.locator('.behind .verdict').count()).toBe(0);
    expect(await page.locator('assess-bundle .verdict').innerText()).toMatch(/as-it-was\.json[^]*题目由本服务端签发/);
    const shown = await page
      .locator('assess-bundle img')
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).src.split(',')[1]));
    const judged = await picturesOf(bundle, nodeCodec.reencode);
    expect(judged).toHaveLength(bundle.revealed.length);
    expect(shown).toEqual(judged.map(({ jpeg }) => jpeg));
    const [first, second, ...rest] = bundle.revealed;
    const revealed = [{ ...first!, jpeg: second!.jpeg }, second!, ...rest];
    await offer('altered.json', JSON.stringify({ ...bundle, revealed }));
    await page.locator('assess-bundle .verdict.attack').waitFor();
    await offer('torn.json', '{');
    await page.getByText('这个文件不是 JSON').waitFor();
    await offer('clips.json', '[]');
    expect(await page.getByRole('alert').innerText()).toContain('内容不符合格式。（request-malformed）');
  });

  it('prints only the report', async () => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.report').isVisible()).toBe(true);
    for (const rest of ['header', '.front', '.tools', '.trials']) {
      expect(await page.locator(rest).isVisible(), rest).toBe(false);
    }
    await page.emulateMedia({ media: 'screen' });
  });

  it('has no accessibility violation, in any mode and either language, and fits on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const language of ['English', '中文']) {
      await page.getByRole('button', { name: language }).click();
      await expect.poll(() => page.title()).toBe(language === 'English' ? 'Beihe · Assessment' : '备核 · 测评');
      for (const tab of await page.locator('.tabs button').all()) {
        await tab.click();
        await expectSound(page, await tab.innerText());
      }
    }
  });

  it('counts a trial that was stopped before its end', async () => {
    await mode('摄像头');
    await page.locator('button.start').click();
    await page.locator('beihe-verify').locator('[part~="consent"]').waitFor();
    await mode('证据包');
    await expect.poll(() => trials().count()).toBe(5);
    expect(await trials().first().innerText()).toMatch(/未完成\s+由测评者停止\s+stopped/);
  });

  it('counts a trial that a reload interrupted, once', async () => {
    await mode('摄像头');
    await page.getByRole('radio', { name: '攻击' }).check();
    await page.locator('input[name="species"]').fill('mask');
    await page.locator('button.start').click();
    await page.locator('beihe-verify').locator('[part~="consent"]').waitFor();
    await page.reload();
    await expect.poll(() => trials().count()).toBe(6);
    expect(await trials().first().innerText()).toMatch(/mask · camera\s+未完成\s+进行中页面被刷新或关闭\s+page-left/);
    await page.reload();
    await expect.poll(() => trials().count()).toBe(6);
  });

  it('keeps the choice of what is presented from one trial to the next', async () => {
    await page.getByRole('radio', { name: '攻击' }).check();
    await page.locator('input[name="species"]').fill('mask');
    await page.locator('button.start').click();
    await page.getByRole('button', { name: '停止，记为未完成' }).click();
    await expect.poll(() => trials().count()).toBe(7);
    expect(await page.locator('input[name="species"]').inputValue()).toBe('mask');
    await page.reload();
    await expect.poll(() => trials().count()).toBe(7);
  });

  it('shows an error for a key that is not an assessor’s', async () => {
    await mode('摄像头');
    await page.locator('details summary').click();
    for (const [key, code] of [
      ['bh_unknown', 'api-key-invalid'],
      ['bh_sandbox_provider', 'seed-forbidden'],
    ]) {
      await page.locator('details input').fill(key!);
      await page.locator('details input').blur();
      await page.locator('input[name="seed"]').fill(seed);
      await page.locator('button.start').click();
      await page.getByText(`（${code}）`).waitFor();
    }
  });

  it('stays in the language that was chosen', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Assessment' }).waitFor();
    await page.getByRole('button', { name: '中文' }).click();
  });

  it('deletes its trials when the assessor clears them', async () => {
    await clear();
    await page.reload();
    await page.getByText('还没有试验').waitFor();
  });
});
