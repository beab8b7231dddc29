/** The built site as other origins and worse servers serve it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const site = new URL('../../dist/site/', import.meta.url).pathname;

const types = { js: 'text/javascript', mjs: 'text/javascript', json: 'application/json' };

/** What is amiss, by name: given the file's path and bytes, what is served; undefined is 404. */
const breakages = {
  'model-missing': (path, bytes) => (path.endsWith('face-mesh.bin') ? undefined : { bytes }),
  'traced-missing': (path, bytes) => (path.endsWith('face-mesh-attention.bin') ? undefined : { bytes }),
  'model-altered': (path, bytes) => {
    if (path.endsWith('face-mesh.bin')) bytes[1000] ^= 1;
    return { bytes };
  },
  'wasm-refused': (path, bytes) =>
    path.includes('/backend-') ? undefined : { bytes, headers: { 'content-security-policy': "script-src 'self'" } },
  'wasm-mistyped': (path, bytes) => ({ bytes, headers: path.endsWith('.wasm') && { 'content-type': 'text/plain' } }),
};

/** As `dist/site/_headers` has it. */
export function allowAnyOrigin(context, next) {
  context.set('access-control-allow-origin', '*');
  return next();
}

/** Serves `dist/site` once more under `/broken/<how>/`, each with one thing amiss. */
export function serveBroken(context, next) {
  const [, how, path] = /^\/broken\/([a-z-]+)\/(.+)$/.exec(context.path) ?? [];
  if (!path) return next();
  const served = breakages[how](path, readFileSync(join(site, path)));
  if (!served) {
    context.status = 404;
    context.body = 'missing';
    return;
  }
  context.type = types[path.split('.').at(-1)] ?? 'application/octet-stream';
  context.set(served.headers || {});
  context.body = served.bytes;
}
