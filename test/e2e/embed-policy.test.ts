/**
 * The script on pages of other origins, with every policy of a page that affects it, in real Chromium against the real worker.
 * These tests and those of embed.test.ts are the rows of the table in docs/embedding.md.
 */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agree, embeddingOf, reach, startHostBrowser, told, type HostBrowser } from './host-browser.ts';
import { createToken, nonce, pageOf, scriptPage, verifier } from './host-content.ts';

let hosts: HostBrowser;
beforeAll(async () => {
  hosts = await startHostBrowser();
});
afterEach(() => hosts.closePages());
afterAll(() => hosts?.stop());

const open: HostBrowser['open'] = (...page) => hosts.open(...page);

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
    const page = await open(await scriptPage(), {}, hosts.insecure);
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
    const page = await open(await scriptPage('iframe'), {}, hosts.strange);
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
