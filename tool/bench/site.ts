/** Serves the bench's pages and their files on the loopback. */
import { ownValue } from '#protocol/own.ts';
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { readExpectedFiles } from '../build/expected-files.ts';
import { firstLandmarkPath } from './subject.ts';

/** Time limit for the first landmark of a page in an empty browser. Convention. */
const coldMs = 60_000;

const root = join(import.meta.dirname, '../..');

/** The folder for each first segment of a path. All other paths are in the built site. */
const folders: Readonly<Record<string, string>> = {
  plain: join(root, 'dist/site'),
  human: join(root, 'node_modules/@vladmandic/human'),
  'face-mesh': join(root, 'node_modules/face-mesh-reference'),
};

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.html': 'text/html',
};

/**
 * In an isolated page the clock has steps of 5 µs, not 100 µs. No case is isolated, because some would then use more
 * threads.
 */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
const isPrecise = (path: string): boolean => /^\/bench\/(parts|memory)/.test(path);

const html = (script: string, before = '') =>
  `<!doctype html>${before}<script type="module" src="/bench/${script}.js"></script>`;

export interface Site {
  readonly origin: string;
  /**
   * The milliseconds from navigation start to the first landmark, for the next page that is opened with `#cold`.
   *
   * @throws if the page does not report in time
   */
  firstLandmarkMs(): Promise<number>;
  close(): void;
}

/** Start the server. @param clips each by its name, as JPEGs one after another */
export async function serve(clips: ReadonlyMap<string, Uint8Array>): Promise<Site> {
  const files = new Map<string, string | Uint8Array>([
    ['/bench/ours.html', html('ours')],
    ['/bench/threaded.html', html('threaded')],
    ['/bench/human.html', html('human')],
    ['/bench/face-mesh.html', html('face-mesh', '<script src="/face-mesh/face_mesh.js"></script>')],
    ['/bench/parts.html', html('parts')],
    ['/bench/memory.html', html('memory')],
    ['/bench/thread.js', await bundle('thread', 'iife')],
    ['/bench/parts-thread.js', await bundle('parts-thread', 'iife')],
  ]);
  for (const page of ['ours', 'threaded', 'human', 'face-mesh', 'parts', 'memory']) {
    files.set(`/bench/${page}.js`, await bundle(page, 'es'));
  }
  for (const [name, clip] of clips) files.set(`/clips/${name}.mjpeg`, clip);

  const told = new EventEmitter();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === firstLandmarkPath) {
      told.emit('first', Number(await text(request)));
      response.end();
      return;
    }
    const body = files.get(path) ?? (await installed(path));
    if (body === undefined) response.writeHead(404).end();
    else {
      const type = ownValue(types, extname(path)) ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, ...(isPrecise(path) ? isolation : {}) }).end(body);
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    firstLandmarkMs: async () => {
      const [ms] = (await once(told, 'first', { signal: AbortSignal.timeout(coldMs) })) as [number];
      return ms;
    },
    close: () => void server.close(),
  };
}

/** The file at a path; undefined if there is none. The attention mesh is not served below `/plain/`. */
async function installed(path: string): Promise<Uint8Array | undefined> {
  const [, first = ''] = path.split('/');
  if (first === 'plain' && path.includes('face-mesh-attention')) return undefined;
  const folder = ownValue(folders, first);
  const file = folder ? join(folder, path.slice(first.length + 1)) : join(root, 'dist/site', path);
  return readFile(file).catch(() => undefined);
}

async function bundle(entry: string, format: 'es' | 'iife'): Promise<string> {
  const absent = join(root, 'widget/vision/model/absent.ts');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { expectedFiles: JSON.stringify(await readExpectedFiles()) },
    resolve: {
      alias: {
        '@mediapipe/face_mesh': absent,
        '@mediapipe/face_detection': absent,
        '../wasm-out/tfjs-backend-wasm-threaded-simd.js': absent,
      },
    },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, `${entry}.ts`), formats: [format], name: 'bench' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error(`${entry} was not bundled`);
  return output.output[0].code;
}
