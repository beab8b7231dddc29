/** Serves the built site as a bad server would, or changes it to act like an old browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const site = new URL('../../dist/site/', import.meta.url).pathname;

const types = { js: 'text/javascript', mjs: 'text/javascript', json: 'application/json' };

/** Requests so far, by full path. Each test uses another instance. */
const counts = new Map();

const isMesh = (path) => path.endsWith('face-mesh.bin');

/** Removes what the oldest supported engines lack: Chrome 94, Safari 16.4. */
const newer = `
for (const [owner, names] of [
  [Array.prototype, ['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex']],
  [Array, ['fromAsync']], [Object, ['groupBy']], [Map, ['groupBy']],
  [Promise, ['withResolvers', 'try']], [AbortSignal, ['any', 'timeout']],
  [AbortSignal.prototype, ['throwIfAborted']], [URL, ['parse', 'canParse']],
  [Uint8Array, ['fromBase64', 'fromHex']], [Uint8Array.prototype, ['toBase64', 'toHex', 'toSorted']],
  [Float32Array.prototype, ['toSorted']], [Float64Array.prototype, ['toSorted']],
  [Set.prototype, ['union', 'intersection', 'difference']], [self, ['structuredClone', 'Iterator']],
]) for (const name of names) delete owner[name];
`;

/** The answer in place of a file, by the name of the breakage; undefined is 404. */
const breakages = {
  none: (path, bytes) => ({ bytes }),
  // A thread that gets this message and never answers.
  'disclose-unanswered': (path, bytes) => ({
    bytes: path.endsWith('vision.js')
      ? `self.addEventListener('message', (e) => { if (e.data.path && e.data.path[0] === 'disclose') e.stopImmediatePropagation(); });${bytes}`
      : bytes,
  }),
  'script-missing': (path, bytes) => (path.endsWith('vision.js') ? undefined : { bytes }),
  'model-missing': (path, bytes) => (isMesh(path) ? undefined : { bytes }),
  'traced-missing': (path, bytes) => (path.endsWith('face-mesh-attention.bin') ? undefined : { bytes }),
  'model-altered': (path, bytes) => {
    if (isMesh(path)) bytes[1000] ^= 1;
    return { bytes };
  },
  // A site whose server answers with its start page for every file that it lacks.
  'start-page': (path, bytes) =>
    isMesh(path)
      ? { bytes: '<!doctype html><title>Start</title>', headers: { 'content-type': 'text/html; charset=utf-8' } }
      : { bytes },
  'wasm-refused': (path, bytes) =>
    path.includes('/backend-') ? undefined : { bytes, headers: { 'content-security-policy': "script-src 'self'" } },
  'detector-differs': (path, bytes) => ({ bytes: withDifference(path, bytes, 512) }),
  'attention-differs': (path, bytes) => ({ bytes: withDifference(path, bytes, 10) }),
  'wasm-mistyped': (path, bytes) => ({
    bytes,
    headers: path.endsWith('.wasm') ? { 'content-type': 'text/plain' } : {},
  }),
  'cut-once': (path, bytes, nth) => ({ bytes, isCut: nth === 1 && /\.(bin|wasm)$/.test(path) }),
  cut: (path, bytes) => ({ bytes, isCut: isMesh(path) }),
  'stale-once': (path, bytes, nth) => {
    if (isMesh(path) && nth === 1) bytes[1000] ^= 1;
    return { bytes };
  },
  'gateway-once': (path, bytes, nth) => ({ bytes, status: isMesh(path) && nth === 1 ? 502 : 200 }),
  'engine-old': (path, bytes) => ({ bytes: path.endsWith('vision.js') ? newer + bytes : bytes }),
  // Threads without a canvas, as in old Safari.
  'canvas-missing': (path, bytes) => ({
    bytes: path === 'support.js' ? `delete self.OffscreenCanvas;${bytes}` : bytes,
  }),
};

/** The vision thread's script, changed so that it finds a difference in outputs of this length. */
function withDifference(path, bytes, numbers) {
  if (!path.endsWith('vision.js')) return bytes;
  const script = bytes.toString();
  const altered = script.replace(/(\w+)\.length===(\w+)\.length&&\1\.every/, `$1.length!==${numbers}&&$1.every`);
  if (altered === script) throw new Error('the script compares nothing');
  return altered;
}

/** As in `dist/site/_headers`. */
export function allowAnyOrigin(context, next) {
  context.set('access-control-allow-origin', '*');
  return next();
}

/**
 * Serves `dist/site` under `/broken/<how>.<instance>/` with one thing broken, and under `/counts/<how>.<instance>` how often each
 * of its files was requested.
 */
export function serveBroken(context, next) {
  const [, counted] = /^\/counts\/([^/]+)$/.exec(context.path) ?? [];
  if (counted) {
    const own = [...counts].filter(([path]) => path.startsWith(`/broken/${counted}/`));
    context.body = Object.fromEntries(own.map(([path, count]) => [path.split('/').at(-1), count]));
    return;
  }
  const [, how, path] = /^\/broken\/([a-z-]+)(?:\.\w+)?\/(.+)$/.exec(context.path) ?? [];
  if (!path) return next();
  const nth = (counts.get(context.path) ?? 0) + 1;
  if (context.method === 'GET') counts.set(context.path, nth);
  const served = breakages[how](path, readFileSync(join(site, path)), nth);
  if (!served) {
    context.status = 404;
    context.body = 'missing';
    return;
  }
  const { bytes, headers, isCut, status = 200 } = served;
  const body = Buffer.from(bytes);
  // Answered without the dev server, which would let the browser cache it.
  context.respond = false;
  context.res.writeHead(status, {
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
    'content-length': body.length,
    'content-type': types[path.split('.').at(-1)] ?? 'application/octet-stream',
    ...headers,
  });
  if (isCut) context.res.write(body.subarray(0, body.length / 2), () => context.res.destroy());
  else context.res.end(body);
}
