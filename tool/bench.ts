/**
 * `npm run bench`: what the vision thread costs, on WebAssembly with one thread, files from the loopback.
 *
 *     npm run bench [-- --runs 3] [--frames 150]
 *
 * Each run is a fresh browser. The clip is a drawn face: rest, turn, nod, open mouth. Run it on an otherwise idle machine.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { drawnSource } from '../test/actor/drawn/source.ts';
import { joinMjpeg } from '../test/actor/mjpeg.ts';
import type { PageResult } from './bench/page.ts';
import { browserFlags, ensureBrowser } from './browser.ts';
import './build.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, frames: { type: 'string', default: '150' } },
});
const site = join(import.meta.dirname, '../dist/site');
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.html': 'text/html',
};

const segments = ['rest', 'turn-left', 'nod', 'open-mouth'] as const;
const mei = drawnSource('mei');
const clip: Uint8Array[] = [];
for (const segment of segments) clip.push(...(await mei.frames(segment, 1)).filter((_, n) => n % 2 === 0));

const own = new Map<string, string | Uint8Array>([
  ['/bench.html', '<!doctype html><script type="module" src="/bench.js"></script>'],
  ['/bench.js', await bundle()],
  ['/clip.mjpeg', joinMjpeg(clip)],
]);
const server = createServer(async ({ url = '/' }, response) => {
  const path = new URL(url, 'http://localhost').pathname;
  const body = own.get(path) ?? (await readFile(join(site, path)).catch(() => undefined));
  if (body === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
});
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

console.log(`${Number(values.frames)} frames of 640×480 a pass, load average before ${loadavg()[0]!.toFixed(1)}`);
console.log('run  first landmark ms  landmarks ms (p90)  a second  traced ms (p90)  a second  found');
for (let run = 1; run <= Number(values.runs); run += 1) console.log(row(run, await once()));
server.close();
const first = [
  'beihe.js',
  'vision/vision.js',
  'vision/tfjs-backend-wasm-simd.wasm',
  ...model('face-detector'),
  ...model('face-mesh'),
];
const traced = await gzipBytes(model('face-mesh-attention'));
console.log(`gzip bytes: ${await gzipBytes(first)} to the first landmark, ${traced} more for the mesh that is traced`);

function model(name: string): string[] {
  return [`models/${name}.json`, `models/${name}.bin`];
}

async function once(): Promise<PageResult> {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags, timeout: 30_000 });
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/bench.html`);
    await page.waitForFunction('globalThis.measure !== undefined');
    return (await page.evaluate(`measure(${Number(values.frames)})`)) as PageResult;
  } finally {
    await browser.close();
  }
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)]!;
}

function row(run: number, { firstLandmarkMs, passes }: PageResult): string {
  const cells = passes.flatMap(({ frameMs }) => {
    const sorted = frameMs.toSorted((a, b) => a - b);
    const mean = frameMs.reduce((sum, ms) => sum + ms, 0) / frameMs.length;
    return [`${at(sorted, 0.5).toFixed(1)} (${at(sorted, 0.9).toFixed(1)})`, (1000 / mean).toFixed(1)];
  });
  const found = passes.map((pass) => `${pass.found}/${pass.frameMs.length}`).join(' ');
  return [`${run}`, firstLandmarkMs.toFixed(0), ...cells, found].map((cell) => cell.padEnd(16)).join(' ');
}

async function gzipBytes(files: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(join(site, file)), { level: 9 }).length;
  return bytes;
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: join(import.meta.dirname, 'bench/page.ts'), formats: ['es'] } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('the page was not bundled');
  return output.output[0].code;
}
