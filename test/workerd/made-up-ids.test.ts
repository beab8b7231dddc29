/** Ids that this verifier did not make reach no storage, on every route that takes one. */
import { env } from 'cloudflare:workers';
import { listDurableObjectIds } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { createdFiler } from '../../assess/synthetic/filer.ts';
import { turnMs } from '../../worker/trust/keyring.ts';
import { createHost, origin } from './host.ts';

const host = createHost();

/** Method and path of every route that takes an id. */
let routes: (readonly [method: string, path: string])[] = [];

beforeAll(async () => {
  const { paths } = await (await host.app.request(`${origin}/openapi.json`)).json<{ paths: Record<string, object> }>();
  routes = Object.entries(paths)
    .filter(([path]) => path.includes('{'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path] as const));
});

const objects = async () => {
  const { SESSIONS, CASES, KEY_RING, ACCOUNTS } = env;
  const ids = [
    listDurableObjectIds(SESSIONS),
    listDurableObjectIds(CASES),
    listDurableObjectIds(KEY_RING),
    listDurableObjectIds(ACCOUNTS),
  ];
  return (await Promise.all(ids)).flat().map(String);
};

/** Sends a request to every route, with this in place of each parameter. */
const askAll = (parameter: string, headers: (method: string, url: string) => Promise<Record<string, string>>) =>
  Promise.all(
    routes.map(async ([method, path]) => {
      const url = `${origin}${path.replaceAll(/\{\w+\}/g, parameter)}`;
      const init = method === 'POST' || method === 'PUT' ? { body: '{}' } : {};
      const all = { 'Content-Type': 'application/json', ...(await headers(method, url)) };
      const { status } = await host.app.request(url, { method, headers: all, ...init });
      return { method, path, status };
    }),
  );

describe('an id that this verifier did not make for the caller', () => {
  it('is tried on every route', () => {
    expect(routes.length).toBeGreaterThan(12);
    for (const name of ['/evidence', '/bundles/', '/appraisals/', '/windows/', '/embed/', '/pictures/', '/reviews']) {
      expect(routes.some(([, path]) => path.includes(name))).toBe(true);
    }
  });

  it.each([
    ['in the form of an earlier version', 'A'.repeat(22)],
    ['in the right form', 'A'.repeat(32)],
    ['too short', 'x'],
    ['a path', '..%2F..'],
    ['the name of another object', 'ring'],
    ['very long', 'a'.repeat(2_000)],
  ])('creates no object if it is %s', async (_, id) => {
    const filer = await createdFiler(host);
    await filer.send('GET', ''); // the filer’s own object, and the nonce
    const before = await objects();
    const keys = ['bh_sandbox_provider', 'bh_sandbox_reviewer', 'bh_sandbox_assessor', 'bh_unknown'];
    const answers = await Promise.all([
      ...keys.map((key) => askAll(id, async () => ({ Authorization: `Bearer ${key}` }))),
      // A genuine token and a genuine proof, of another session.
      askAll(id, async (method, url) => ({
        Authorization: `DPoP ${filer.session.token}`,
        DPoP: await filer.proof(method, url),
      })),
      askAll(id, async () => ({})),
    ]);
    // The public check answers 200: unknown. To delete a webhook that is not there answers 204, since it may be the second time.
    for (const { method, status, path } of answers.flat()) {
      const isHarmless = path.includes('/check') || (method === 'DELETE' && path === '/v1/webhooks/{id}');
      if (!isHarmless) expect([400, 401, 403, 404], `${method} ${path}`).toContain(status);
    }
    expect(await objects()).toEqual(before);
  });

  it('creates no object if it is another tenant’s, and is unknown', async () => {
    const other = await createdFiler(host, {}, 'bh_sandbox_assessor');
    const before = await objects();
    const answer = await host.asProvider('GET', `/v1/sessions/${other.session.id}`);
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'session-unknown' }]);
    expect(await objects()).toEqual(before);
  });

  it('that is genuine stays known when the signing keys rotate', async () => {
    const rotating = createHost();
    rotating.clock.nowMs += turnMs - 3_600_000; // the next key begins to sign within the hour
    const { session } = await createdFiler(rotating);
    rotating.clock.nowMs += 2 * 3_600_000;
    expect((await rotating.asProvider('GET', `/v1/sessions/${session.id}`)).status).toBe(200);
  });
});
