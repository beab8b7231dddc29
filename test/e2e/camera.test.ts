/**
 * The demo with the browser's own camera interface: Chromium's fake camera plays a clip that was rendered to the printed
 * timeline of a seeded challenge. Takes the README's pictures when PICTURES names a folder.
 */
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { unhurried as policy } from '#protocol/policy/unhurried.ts';
import type { ProviderSession } from '#protocol/session/session.ts';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { browserFlags, ensureBrowser, fakeCameraFlags } from '../../tool/browser.ts';
import { answerScript } from '../../assess/actor/answer.ts';
import { drawnSource } from '../../assess/actor/drawn/source.ts';
import { renderClip } from '../../assess/actor/script.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { leadInMs, patienceMs, reactionMs } from './pace.ts';

const origin = inject('origin');
const seed = `film ${Date.now()}`;
const folder = mkdtempSync(join(tmpdir(), 'beihe-camera-'));
let context: BrowserContext;

beforeAll(async () => {
  const slots = schedule(drawAsks(seededDraw(seed), policy), policy);
  const clip = join(folder, 'answer.mjpeg');
  writeFileSync(clip, await renderClip(drawnSource('mei'), answerScript(slots, reactionMs, { leadInMs })));
  context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: ensureBrowser(),
    args: [...browserFlags, ...fakeCameraFlags(clip)],
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
  });
  context.setDefaultTimeout(patienceMs);
});
afterAll(async () => {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
});

const picture = async (page: Page, name: string) => {
  const to = process.env['PICTURES'];
  if (!to) return;
  // Wait until the animations of the page have ended.
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(to, `${name}.png`), fullPage: name.startsWith('demo-result') });
};

/** Sessions until one is verified: the clip cannot wait for a machine whose other work makes it miss a window. */
const tries = 4;

/** Has the demo's provider create the session under the film's policy. */
const namePolicy = () =>
  context.route('**/demo/api/sessions', async (route) => {
    const request = { ...(route.request().postDataJSON() as object), policy: policy.name };
    const headers = { Authorization: `Bearer ${sandboxKeys.assessor}`, 'Content-Type': 'application/json' };
    const response = await route.fetch({ url: `${origin}/v1/sessions`, headers, postData: request });
    await route.fulfill({ response });
  });

/** Verify once from the start button on; whether it ended in a verified result. */
async function verifyOnce(page: Page): Promise<boolean> {
  await page.locator('summary').click();
  await page.locator('input[name="seed"]').fill(seed);
  await page.locator('button.start').click();
  const widget = page.locator('beihe-verify');
  await widget.locator('[part~="consent"]').waitFor();
  await picture(page, 'consent-phone');
  for (const box of await widget.locator('input[required]').all()) await box.check();
  await widget.locator('[part~="button"]').click();
  await expect.poll(() => widget.locator('[part~="prompt"]').textContent()).toMatch(/眨|转头|头|嘴/);
  await picture(page, 'acting-phone');
  const verified = page.locator('.verdict.bona-fide');
  await verified.or(widget.locator('[part~="retry"], [part~="failed"]')).first().waitFor();
  return verified.isVisible();
}

describe('the demo, with a clip in place of the camera', () => {
  it(
    'goes from the start button to a verified result, which verifies offline',
    { timeout: tries * patienceMs },
    async () => {
      await namePolicy();
      const page = await context.newPage();
      const widget = page.locator('beihe-verify');
      await page.goto(`${origin}/demo/check/`);
      await picture(page, 'demo-start-phone');
      let isVerified = await verifyOnce(page);
      for (let n = 1; n < tries && !isVerified; n += 1) {
        await page.locator('button.again').click();
        isVerified = await verifyOnce(page);
      }
      expect(isVerified).toBe(true);
      await picture(page, 'demo-result-phone');
      // After a reload the page shows the same session and the result that the backend received.
      await page.reload();
      await page.locator('.verdict.bona-fide').waitFor();
      await widget.locator('[part~="done"]').waitFor();
      await page.setViewportSize({ width: 1280, height: 800 });
      await picture(page, 'demo-result');
      const checks = await page.locator('.checks').textContent();
      expect(checks).toContain('最低');
      expect(checks).not.toMatch(/[a-z]+(Ms|Hz|Degrees|Ratio|Aperture)\b/);
      expect(await verifyOffline(JSON.parse((await page.locator('pre').textContent())!) as Claims)).toBe(
        'verified: bona-fide',
      );
    },
  );
});

interface Claims {
  readonly session: string;
  readonly iss: string;
  readonly aud: string;
  readonly digests: { readonly models: string };
}

/** Run the README's script on the result that the provider's backend has. */
async function verifyOffline({ session, iss, aud, digests }: Claims): Promise<string> {
  const headers = { Authorization: `Bearer ${sandboxKeys.assessor}` };
  const path = `${origin}/v1/sessions/${session}`;
  const { result, challenges } = (await (await fetch(path, { headers })).json()) as ProviderSession;
  const portrait = await (await fetch(`${path}/portraits/${challenges.at(-1)}`, { headers })).arrayBuffer();
  const jwks = await (await fetch(`${origin}/.well-known/jwks.json`)).text();
  const expected = {
    issuer: iss,
    tenant: aud,
    session,
    sandbox: true,
    seeded: true,
    policies: [{ name: policy.name, version: policy.version }],
    models: digests.models,
    chance: 1,
  };
  const files = {
    'result.jwt': result!,
    'jwks.json': jwks,
    'expected.json': JSON.stringify(expected),
    'portrait.jpg': new Uint8Array(portrait),
  };
  const paths = Object.entries(files).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  return execFileSync(process.execPath, ['demo/verify-result.mjs', ...paths], { encoding: 'utf8' }).trim();
}
