/**
 * `npm run pictures`: takes pictures of the built element in every state, for review, and writes them into .cache/pictures.
 *
 *     npm run pictures [-- --only WORD,WORD] [--variants WORD,WORD]
 *
 * Every state (test/browser/states.ts) is reached once, by the real element in Chromium with the tests' stub verifier and a
 * drawn face as the camera. Each variant (size, theme, language) gets a folder, and sheets with many pictures each.
 */
import { ownValue } from '#protocol/own.ts';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { drawnSource } from '../assess/actor/drawn/source.ts';
import type { SegmentName } from '../assess/actor/segment.ts';
import { browserFlags, ensureBrowser } from './browser.ts';

interface Variant {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
  readonly locale: 'zh-CN' | 'en';
  /** Size of the text, relative to the usual size. */
  readonly text?: string;
  readonly media?: Parameters<Page['emulateMedia']>[0];
}

const sizes = { phone: [390, 844], small: [320, 568], desktop: [1280, 800] } as const;
const sideways = { width: 844, height: 390, theme: 'light' } as const;
const variants: readonly Variant[] = [
  ...Object.entries(sizes).flatMap(([size, [width, height]]) =>
    (['light', 'dark'] as const).flatMap((theme) =>
      (['zh-CN', 'en'] as const).map((locale) => ({
        name: `${size}-${theme}-${locale}`,
        width,
        height,
        theme,
        locale,
      })),
    ),
  ),
  { ...sideways, name: 'sideways-light-zh-CN', locale: 'zh-CN' },
  { ...sideways, name: 'sideways-light-en', locale: 'en' },
  { name: 'text-200-en', width: 320, height: 568, theme: 'light', locale: 'en', text: '200%' },
  { name: 'text-200-zh-CN', width: 390, height: 844, theme: 'light', locale: 'zh-CN', text: '200%' },
  { name: 'still', width: 390, height: 844, theme: 'light', locale: 'zh-CN', media: { reducedMotion: 'reduce' } },
  { name: 'forced', width: 390, height: 844, theme: 'dark', locale: 'en', media: { forcedColors: 'active' } },
];

const { values } = parseArgs({ options: { only: { type: 'string' }, variants: { type: 'string' } } });
const wanted = (name: string, words: string | undefined) =>
  words === undefined || words.split(',').some((word) => name.includes(word));
const wantedVariants = variants.filter(({ name }) => wanted(name, values.variants));

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache/pictures');
const mei = drawnSource('mei');

const background = 'html { background: #e9edf0 } html.dark { background: #05070a } body { margin: 0 }';
const pageFiles = new Map<string, string>([
  [
    '/pictures.html',
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
     <title>pictures</title><style>${background}</style><body><script type="module" src="/beihe.mjs"></script>
     <script type="module" src="/pictures.js"></script>`,
  ],
  ['/pictures.js', await bundle()],
]);

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};
const server = createServer(async ({ url = '/' }, response) => {
  const { pathname } = new URL(url, 'http://localhost');
  const body =
    pageFiles.get(pathname) ??
    (await frame(pathname)) ??
    (await readFile(join(root, 'dist/site', pathname)).catch(() => undefined));
  if (body === undefined) response.writeHead(404).end();
  else
    response
      .writeHead(200, { 'content-type': ownValue(types, extname(pathname)) ?? 'application/octet-stream' })
      .end(body);
});
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
try {
  const page = await browser.newPage();
  await page.goto(`${origin}/pictures.html`);
  await page.waitForFunction('globalThis.pictures !== undefined');
  const names = ((await page.evaluate('pictures.names')) as string[]).filter((name) => wanted(name, values.only));
  if (values.only === undefined) await rm(folder, { recursive: true, force: true });
  for (const { name } of wantedVariants) await mkdir(join(folder, name), { recursive: true });
  for (const name of names) {
    // The state is reached before any variant applies, because reduced motion would change how it is reached.
    await page.evaluate(`pictures.show(${JSON.stringify(name)})`);
    for (const variant of wantedVariants) await picture(page, name, variant);
    console.log(name);
  }
  for (const variant of wantedVariants) await sheets(variant, names);
} finally {
  await browser.close();
  server.close();
}
console.log(`${folder}: ${wantedVariants.length} variants`);

async function picture(
  page: Page,
  name: string,
  { name: folderName, width, height, ...rendering }: Variant,
): Promise<void> {
  const { theme, locale, text = '100%', media } = rendering;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ reducedMotion: null, forcedColors: null, ...media });
  await page.addStyleTag({ content: `beihe-verify { font-size: ${text} }` });
  await page.evaluate(`pictures.look('${locale}', '${theme}')`);
  await page.waitForTimeout(120);
  const path = (part: string) => join(folder, folderName, `${name}${part}.png`);
  const fullPage = text !== '100%' || name.startsWith('retry');
  await page.screenshot({ path: path(''), fullPage });
  if (!name.startsWith('consent')) return;
  await page.evaluate('scrollTo(0, 500)');
  await page.screenshot({ path: path('-middle') });
  await page.evaluate('scrollTo(0, 10000)');
  await page.screenshot({ path: path('-end') });
}

/** Sheets of many labelled pictures of one variant. */
async function sheets(variant: Variant, names: readonly string[]): Promise<void> {
  const [columns, rows] = variant.width > 400 ? [3, 3] : [7, 2];
  const page = await browser.newPage({ viewport: { width: 1540, height: 960 } });
  for (let first = 0; first < names.length; first += columns * rows) {
    const cells = await Promise.all(
      names.slice(first, first + columns * rows).map(async (name) => {
        const png = (await readFile(join(folder, variant.name, `${name}.png`))).toString('base64');
        return `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${png}"></figure>`;
      }),
    );
    await page.setContent(
      `<style>body { margin: 0; display: grid; grid-template-columns: repeat(${columns}, 1fr); gap: 8px; font: 12px sans-serif; background: #888 }
       figure { margin: 0 } img { width: 100%; max-height: ${Math.round(920 / rows)}px; object-fit: contain; object-position: top }</style>${cells.join('')}`,
    );
    await page.screenshot({ path: join(folder, `sheet-${variant.name}-${1 + first / (columns * rows)}.png`) });
  }
  await page.close();
}

/** The frame of `/test-frames/<segment>/<n>.jpg`, a path that the widget's tests serve too. */
async function frame(path: string): Promise<Uint8Array | undefined> {
  const [, segment, n] = /^\/test-frames\/([a-z-]+)\/(\d+)\.jpg$/.exec(path) ?? [];
  if (!segment) return undefined;
  const frames = await mei.frames(segment as SegmentName, 1);
  return frames[Number(n) % frames.length];
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: join(root, 'test/browser/picture-page.ts'), formats: ['es'] } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('the page was not bundled');
  return output.output[0].code;
}
