import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { refusals } from '#protocol/refusal.ts';
import { sandboxSecret } from '../../worker/config.ts';
import type { CloudflareEnv } from '../../worker/host/cloudflare/env.ts';
import { configOf, start } from '../../worker/host/cloudflare/index.ts';
import { apiKeyDigest, type Tenant } from '../../worker/tenant/tenant.ts';
import { createdFiler } from '../../assess/synthetic/filer.ts';
import { createHost, origin } from './host.ts';

const ownSecret = 'a secret of the operator’s own, long enough';
const tenants: Tenant[] = [
  {
    id: 'one',
    name: 'One',
    keys: [{ id: 'server', digest: apiKeyDigest('its key'), scopes: ['provide'] }],
    origins: [],
  },
];

describe('outside the sandbox', () => {
  it('answers under any host name, and has no demo backend', async () => {
    const { app } = createHost({ sandbox: false, secret: ownSecret, tenants });
    const answer = await app.request('https://verifier.example/healthz');
    expect(await answer.json()).toEqual({ status: 'ok', version: '0.1.0', sandbox: false });
    const demo = await app.request('https://verifier.example/demo/api/sessions', { method: 'POST', body: '{}' });
    expect(await demo.json()).toMatchObject({ code: 'route-unknown' });
  });

  it('refuses to start with the sandbox’s tenants, the sandbox’s secret or a short secret', () => {
    const config = { ...configOf(env), sandbox: false };
    expect(() => createHost(config)).toThrow('sandbox BEIHE_SECRET');
    expect(() => createHost({ ...config, secret: ownSecret })).toThrow('sandbox tenants');
    expect(() => createHost({ ...config, secret: 'short', tenants })).toThrow('32 characters');
    expect(() => configOf({ ...env, SANDBOX: 'false' })).toThrow('TENANTS');
  });

  it('starts with native JSON values', async () => {
    const outside: CloudflareEnv = { ...env, SANDBOX: false, BEIHE_SECRET: ownSecret, TENANTS: tenants };
    const response = await start(outside).fetch(new Request(`${origin}/healthz`));
    expect(await response.json()).toMatchObject({ status: 'ok', sandbox: false });
  });

  it('names what is wrong in the log when it starts, and answers every request with 503', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const wrong = [{ ...tenants[0], keys: [] }];
    const refusing = start({ ...env, SANDBOX: false, BEIHE_SECRET: ownSecret, TENANTS: wrong });
    const error = 'refusing to start: TENANTS.0.keys: Too small: expected array to have >=1 items';
    expect(logged.mock.calls).toEqual([[JSON.stringify({ level: 'error', error })]]);
    for (const path of ['/healthz', '/v1/sessions']) {
      const response = await refusing.fetch(new Request(`${origin}${path}`));
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ code: 'misconfigured' });
    }
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });

  it('has the sandbox’s secret in wrangler.toml, which calls it that', () => {
    expect(env.BEIHE_SECRET).toBe(sandboxSecret);
  });
});

describe('the sandbox', () => {
  it.each([
    ['http://localhost/healthz', 200],
    ['http://127.0.0.1:8787/healthz', 200],
    ['http://[::1]:8787/healthz', 200],
    ['http://localhost.example/healthz', 421],
    ['http://192.168.1.2/healthz', 421],
  ])('answers %s with %d', async (url, status) => {
    expect((await createHost().app.request(url)).status).toBe(status);
  });

  it.each([{}, { seed: 'clip-1' }, { locale: 'en' }])(
    'has a demo provider that creates sessions with %o',
    async (body) => {
      const { app } = createHost();
      const init = { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
      const created = await app.request(`${origin}/demo/api/sessions`, init);
      expect(created.status).toBe(201);
      const { id } = await created.json<{ id: string }>();
      const read = await app.request(`${origin}/demo/api/sessions/${id}`);
      expect(await read.json()).toMatchObject({ session: { id, state: 'created', seeded: 'seed' in body } });
    },
  );

  it.each(['{', '{"seed": 5}'])('has a demo provider that refuses %s', async (body) => {
    const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json' } };
    expect((await createHost().app.request(`${origin}/demo/api/sessions`, init)).status).toBe(400);
  });
});

describe('the OpenAPI document', () => {
  interface Document {
    paths: Record<string, Record<string, { security?: unknown; responses: Record<string, { description: string }> }>>;
  }

  it('has every route of the API, each with its refusals', async () => {
    const response = await createHost().app.request(`${origin}/openapi.json`);
    const { paths } = await response.json<Document>();
    expect(
      Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`)),
    ).toEqual(
      expect.arrayContaining([
        'get /healthz',
        'get /.well-known/jwks.json',
        'post /v1/sessions',
        'get /v1/sessions/{id}',
        'delete /v1/sessions/{id}',
        'post /v1/sessions/{id}/key',
        'get /v1/sessions/{id}/consents',
        'post /v1/sessions/{id}/consents',
        'post /v1/sessions/{id}/probes',
        'post /v1/sessions/{id}/challenges',
        'post /v1/sessions/{id}/challenges/{challengeId}/windows/{n}',
        'post /v1/sessions/{id}/challenges/{challengeId}/parts/{n}',
        'post /v1/sessions/{id}/challenges/{challengeId}/end',
        'post /v1/sessions/{id}/evidence',
        'post /v1/sessions/{id}/attestations',
        'get /v1/sessions/{id}/appraisals/{challengeId}',
        'get /v1/sessions/{id}/portraits/{challengeId}',
        'post /v1/sessions/{id}/reports',
        'post /v1/sessions/{id}/withdrawals',
        'get /v1/sessions/{id}/withdrawal',
      ]),
    );
    const described = new Set(
      Object.values(paths)
        .flatMap((methods) => Object.values(methods).flatMap(({ responses }) => Object.values(responses)))
        .flatMap(({ description }) => description.split(', ')),
    );
    const undescribed = Object.keys(refusals).filter((code) => !described.has(code));
    expect(undescribed).toEqual(['sandbox-local-only', 'route-unknown']);
  });
});

describe('browsers', () => {
  it.each([
    ['http://localhost:5173', 204],
    ['http://127.0.0.1', 204],
    ['http://[::1]:3000', 204],
    ['https://provider.example', 421],
    ['http://localhost.example', 421],
    ['null', 421],
  ])('may call the sandbox only from local pages: a page of %s is answered %d', async (page, status) => {
    const { app } = createHost();
    const headers = { Origin: page, 'Access-Control-Request-Method': 'POST' };
    const preflight = await app.request(`${origin}/v1/sessions/x/key`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(status);
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(status === 204 ? '*' : null);
    const demo = await app.request(`${origin}/demo/api/sessions`, {
      method: 'POST',
      body: '{}',
      headers: { ...headers, 'Content-Type': 'application/json' },
    });
    expect(demo.status).toBe(status === 204 ? 201 : 421);
  });

  it('may call a verifier outside the sandbox from any page', async () => {
    const { app } = createHost({ sandbox: false, secret: ownSecret, tenants });
    const response = await app.request('https://verifier.example/v1/sessions/x/key', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://provider.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,dpop,traceparent,x-csrf-token',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    const allowed = response.headers.get('Access-Control-Allow-Headers')!.split(',');
    expect(allowed).toEqual(['authorization', 'content-type', 'dpop', 'traceparent', 'x-csrf-token']);
    expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false);
  });

  it('are told not to store any answer', async () => {
    const filer = await createdFiler(createHost());
    expect((await filer.send('GET', '')).headers.get('Cache-Control')).toBe('no-store');
  });
});
