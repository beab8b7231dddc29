import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { browserFlags, ensureBrowser } from '../../../tool/browser.ts';

const root = join(import.meta.dirname, '../../..');

/** What the page may fetch, by the first part of the path. */
const folders: Readonly<Record<string, string>> = {
  models: join(root, 'dist/models'),
  wasm: join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
  tflite: join(root, 'node_modules/@tensorflow/tfjs-tflite/wasm'),
  reference: join(root, 'node_modules/face-mesh-reference'),
};

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

const html =
  '<!doctype html><script src="/reference/face_mesh.js"></script><script type="module" src="/page.js"></script>';

/** How long the browser may take to start, and the page to load. */
const timeoutMs = 300_000;

/** An open page with `pageApi` in it. Close it, also after a failure. */
export interface OpenPage {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * Open `page.ts` in a headless browser, from a server on the loopback that serves the models, the reference packages
 * and these files.
 *
 * @param files further files that the page may fetch, by path with a leading slash
 */
export async function openPage(files: ReadonlyMap<string, Uint8Array>): Promise<OpenPage> {
  const bundle = await bundlePage();
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    timeout: timeoutMs,
    args: browserFlags,
  });
  const server = createServer(async ({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    const body = path === '/' ? html : path === '/page.js' ? bundle : (files.get(path) ?? (await installed(path)));
    if (body === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html' }).end(body);
  });
  const close = async () => {
    await browser.close();
    server.close();
  };
  try {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const page = await browser.newPage();
    page.setDefaultTimeout(timeoutMs);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.pageApi !== undefined');
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A file in one of the folders above; undefined if there is none. */
async function installed(path: string): Promise<Uint8Array | undefined> {
  const [, first = '', name = ''] = path.split('/');
  const folder = folders[first];
  return folder === undefined ? undefined : await readFile(join(folder, name)).catch(() => undefined);
}

/** The page's code with everything that it imports, as one module. */
async function bundlePage(): Promise<string> {
  const absent = join(root, 'widget/vision/model/absent.ts');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: {
        '@mediapipe/face_mesh': absent,
        '@mediapipe/face_detection': absent,
        // The entry that package.json names imports a file that the package does not contain.
        '@tensorflow/tfjs-tflite': join(root, 'node_modules/@tensorflow/tfjs-tflite/dist/tf-tflite.fesm.js'),
      },
    },
    build: { write: false, minify: false, lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['es'] } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('the page was not bundled');
  return output.output[0].code;
}
