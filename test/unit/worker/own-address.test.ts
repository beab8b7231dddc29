/** The verifier's own address comes from its configuration. Anyone can write a request's host and forwarding headers. */
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { policies } from '#protocol/policy/registry.ts';
import type { CreatedSession, ProviderSession } from '#protocol/session/session.ts';
import { sandboxSecret } from '../../../worker/config.ts';
import { sandboxKeys, sandboxTenants } from '../../../worker/tenant/sandbox-tenants.ts';
import { apiKeyDigest, type Tenant } from '../../../worker/tenant/tenant.ts';
import { createKeyPair, Filer, revealForm, type Site } from '../../../assess/synthetic/filer.ts';
import { createMemoryHost } from '../../contract/memory-host.ts';
import { createSite } from '../../contract/site.ts';

const issuer = 'https://verifier.example';
const forgedOrigin = 'http://attacker.example';
const forged = {
  Host: 'attacker.example',
  'X-Forwarded-Host': 'attacker.example',
  'X-Forwarded-Proto': 'http',
  'X-Forwarded-For': '203.0.113.7',
  Forwarded: 'host=attacker.example;proto=http',
};
const key = 'its-key';
const tenant: Tenant = {
  id: 'one',
  name: 'One',
  keys: [{ id: 'server', digest: apiKeyDigest(key), scopes: ['provide'] }],
  origins: [],
};
const production = { sandbox: false, secret: 'a secret of the operator’s own, long enough', tenants: [tenant], issuer };

/** A verifier whose every request arrives under another origin and with forged headers, as through a proxy. */
function behindProxy(config: Pick<Parameters<typeof createSite>[1], 'sandbox' | 'issuer' | 'secret' | 'tenants'>) {
  const site = createSite(createMemoryHost().portsWith(policies), { version: '0.1.0', ...config });
  const request = async (url: string, init: RequestInit = {}) => {
    const arriving = config.sandbox ? url : url.replace(issuer, forgedOrigin);
    return site.app.request(arriving, { ...init, headers: { ...forged, ...(init.headers as object) } });
  };
  return { ...site, origin: config.issuer, app: { request } } satisfies Site;
}

async function created(host: Site, apiKey: string): Promise<CreatedSession> {
  const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };
  const response = await host.app.request(`${host.origin}/v1/sessions`, { method: 'POST', headers, body: '{}' });
  return (await response.json()) as CreatedSession;
}

describe('a verifier whose requests have a forged host', () => {
  it('writes its configured address into links, tokens and results, and expects it in proofs', async () => {
    const host = behindProxy(production);
    const session = await created(host, key);
    expect(session.verifyUrl).toBe(`${issuer}/verify#session=${session.id}&token=${session.token}`);
    expect(decodeJwt(session.token)).toMatchObject({ iss: issuer, aud: issuer });

    const filer = new Filer(host, session, await createKeyPair());
    await (await filer.bind()).consent();
    const capture = await filer.capture(await filer.challenge());
    await filer.expect('POST', '/attestations', { form: revealForm(capture, await filer.spend(capture)) });
    const headers = { Authorization: `Bearer ${key}` };
    const read = await host.app.request(`${issuer}/v1/sessions/${session.id}`, { headers });
    const { result } = (await read.json()) as ProviderSession;
    expect(decodeJwt(result!)).toMatchObject({ iss: issuer, aud: 'one' });
    expect(JSON.stringify(host.lines)).not.toContain('attacker');
  });

  it('refuses a proof for the host that the request names', async () => {
    const host = behindProxy(production);
    const filer = new Filer(host, await created(host, key), await createKeyPair());
    const htu = filer.path().replace(issuer, forgedOrigin);
    const refused = await filer.send('GET', '', { proof: { claims: { htu } } });
    expect(await refused.json()).toMatchObject({
      code: 'dpop-invalid',
      detail: 'htu is not the address of this verifier and this route',
    });
  });
});

describe('the sandbox', () => {
  const sandbox = { sandbox: true, secret: sandboxSecret, tenants: sandboxTenants, issuer: 'http://localhost:8790' };

  it.each([
    ['http://localhost:8790', true],
    ['http://127.0.0.1:8790', true],
    ['http://[::1]:8790', true],
    ['http://localhost:8787', false],
    ['http://attacker.example:8790', false],
  ])('accepts a proof for %s: %o', async (own, isAccepted) => {
    const host = behindProxy(sandbox);
    const session = await created(host, sandboxKeys.provider);
    expect(session.verifyUrl).toContain('http://localhost:8790/verify#');
    const filer = new Filer(host, session, await createKeyPair());
    await filer.send('GET', '');
    const htu = filer.path().replace(host.origin, own);
    expect((await filer.send('GET', '', { proof: { claims: { htu } } })).ok).toBe(isAccepted);
  });
});
