import { env } from 'cloudflare:workers';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../worker/host/cloudflare/index.ts';
import { apiKeyDigest, type Tenant } from '../../worker/tenant/tenant.ts';
import { createdFiler } from '../../assess/synthetic/filer.ts';
import { createHost, origin } from './host.ts';

const tenant = (origins: readonly string[]): Tenant => ({
  id: 'one',
  name: 'One',
  keys: [{ id: 'server', digest: apiKeyDigest('its key'), scopes: ['provide'] }],
  origins,
});
const outside = (origins: readonly string[]) =>
  createHost({ sandbox: false, secret: 'a secret of the operator’s own, long enough', tenants: [tenant(origins)] });

describe('/embed/{tenant}', () => {
  it('serves the page, and lets only the tenant’s origins embed it', async () => {
    const response = await outside(['https://filing.example', 'https://*.partner.example:8443']).app.request(
      'https://verifier.example/embed/one',
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(await response.text()).toContain('/beihe.js');
    expect(response.headers.get('Content-Security-Policy')).toMatch(
      /; frame-ancestors https:\/\/filing\.example https:\/\/\*\.partner\.example:8443$/,
    );
  });

  it('lets a cross-origin isolated page embed it, by its own headers', async () => {
    const { headers } = await outside([]).app.request('https://verifier.example/embed/one');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  it('lets no page embed it if the tenant has no origins', async () => {
    const { headers } = await outside([]).app.request('https://verifier.example/embed/one');
    expect(headers.get('Content-Security-Policy')).toMatch(/; frame-ancestors 'none'$/);
  });

  it('lets pages of this machine embed it in the sandbox', async () => {
    const { headers } = await createHost().app.request(`${origin}/embed/sandbox-provider`);
    expect(headers.get('Content-Security-Policy')).toMatch(
      /; frame-ancestors http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*$/,
    );
  });

  it.each(['nobody', '', 'one/more', '__proto__'])('answers 404 for the unknown tenant %j', async (name) => {
    const response = await outside([]).app.request(`https://verifier.example/embed/${name}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: name === 'nobody' || name === '__proto__' ? 'tenant-unknown' : 'route-unknown',
    });
  });

  it('is refused by the sandbox under another host name', async () => {
    const response = await createHost().app.request('http://verifier.example/embed/sandbox-provider');
    expect(response.status).toBe(421);
  });
});

describe('a tenant’s origins', () => {
  const configured = (origins: readonly string[]) =>
    configOf({ ...env, SANDBOX: 'false', TENANTS: JSON.stringify([tenant(origins)]) }).tenants[0]?.origins;

  it.each(['https://a.example', 'https://*.a.example', 'https://a.example:8443', 'http://localhost:*'])(
    'may be %s',
    (source) => expect(configured([source])).toEqual([source]),
  );

  it.each([
    '*',
    'https:',
    'a.example',
    'https://a.example/',
    'https://a.example; script-src *',
    'https://a.example https://b.example',
    "'self'",
    'https://',
    'javascript://a.example',
  ])('may not be %s', (source) => expect(() => configured([source])).toThrow('TENANTS'));
});

describe('a session', () => {
  it('gives the element its tenant and its language', async () => {
    const filer = await createdFiler(createHost(), { locale: 'en' });
    expect(decodeJwt(filer.session.token)).toMatchObject({ tenant: 'sandbox-provider' });
    expect(await filer.expect('GET', '')).toMatchObject({ locale: 'en' });
    expect(await (await createdFiler(createHost())).expect('GET', '')).not.toHaveProperty('locale');
  });
});

it('the verifier answers a HEAD request for /healthz from any page', async () => {
  const response = await outside([]).app.request('https://verifier.example/healthz', {
    method: 'HEAD',
    headers: { Origin: 'https://filing.example' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
});
