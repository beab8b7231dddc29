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
  apiKeyDigest: apiKeyDigest('its key'),
  assessor: false,
  origins,
});
const outside = (origins: readonly string[]) =>
  createHost({ sandbox: false, secret: 'a secret of the operator’s own, long enough', tenants: [tenant(origins)] });

describe('/embed/{tenant}', () => {
  it('is the page, and may be framed by the tenant’s origins alone', async () => {
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

  it('says itself that a cross-origin isolated page may frame it', async () => {
    const { headers } = await outside([]).app.request('https://verifier.example/embed/one');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  it('may be embedded by no page where the tenant has no origins', async () => {
    const { headers } = await outside([]).app.request('https://verifier.example/embed/one');
    expect(headers.get('Content-Security-Policy')).toMatch(/; frame-ancestors 'none'$/);
  });

  it('may be framed in the sandbox by pages of this machine', async () => {
    const { headers } = await createHost().app.request(`${origin}/embed/sandbox-provider`);
    expect(headers.get('Content-Security-Policy')).toMatch(
      /; frame-ancestors http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*$/,
    );
  });

  it.each(['nobody', '', 'one/more', '__proto__'])('is not there for %j', async (name) => {
    const response = await outside([]).app.request(`https://verifier.example/embed/${name}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: name === 'nobody' || name === '__proto__' ? 'tenant-unknown' : 'route-unknown',
    });
  });

  it('is not told to pages of other machines by the sandbox', async () => {
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
  it('tells the element whose it is and in which language', async () => {
    const filer = await createdFiler(createHost(), { locale: 'en' });
    expect(decodeJwt(filer.session.token)).toMatchObject({ tenant: 'sandbox-provider' });
    expect(await filer.expect('GET', '')).toMatchObject({ locale: 'en' });
    expect(await (await createdFiler(createHost())).expect('GET', '')).not.toHaveProperty('locale');
  });
});

it('answers any page whether it is there', async () => {
  const response = await outside([]).app.request('https://verifier.example/healthz', {
    method: 'HEAD',
    headers: { Origin: 'https://filing.example' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
});
