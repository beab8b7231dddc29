/** Who may call which route: every route of the OpenAPI document, by everyone who must not. */
import { beforeAll, describe, expect, it } from 'vitest';
import { policies } from '#protocol/policy/registry.ts';
import { sandboxSecret } from '../../../worker/config.ts';
import { sandboxKeys, sandboxTenants } from '../../../worker/tenant/sandbox-tenants.ts';
import { boundFiler, createKeyPair, type Filer } from '../../../assess/synthetic/filer.ts';
import { companyRecord, consentedFiler, openCase, readCase } from '../../contract/filing-case.ts';
import { createMemoryHost } from '../../contract/memory-host.ts';
import { createSite, origin, type TestSite } from '../../contract/site.ts';

const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };
const site = createSite(createMemoryHost().portsWith(policies), config);

interface Route {
  readonly method: string;
  readonly path: string;
  /** Scopes of which an API key needs one; undefined if no API key may call it. */
  readonly scopes: readonly string[] | undefined;
  readonly isFilers: boolean;
  readonly isOpen: boolean;
}

let routes: Route[];
let ids: { readonly case: string; readonly session: string; readonly webhook: string };
let filer: Filer<TestSite>;

beforeAll(async () => {
  const document = await (await site.app.request(`${origin}/openapi.json`)).json();
  const { paths } = document as {
    paths: Record<string, Record<string, { security?: readonly Record<string, readonly string[]>[] }>>;
  };
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security = [] }]) => {
      const scopes = security.flatMap(({ provider }) => provider ?? []);
      return {
        method: method.toUpperCase(),
        path,
        scopes: scopes.length > 0 ? scopes : undefined,
        isFilers: security.some(({ filer: byFiler }) => byFiler),
        isOpen: security.length === 0,
      };
    }),
  );
  const { id, subjects } = await openCase(site, companyRecord());
  filer = await consentedFiler(site, id, subjects[0]!.id);
  const webhook = await site.asProvider('POST', '/v1/webhooks', { body: { url: 'https://provider.example/' } });
  ids = { case: id, session: filer.session.id, webhook: ((await webhook.json()) as { id: string }).id };
});

const urlOf = (path: string) =>
  origin +
  path
    .replace('/v1/cases/{id}', `/v1/cases/${ids.case}`)
    .replace('/v1/sessions/{id}', `/v1/sessions/${ids.session}`)
    .replace('/v1/webhooks/{id}', `/v1/webhooks/${ids.webhook}`)
    .replaceAll(/\{\w+\}/g, 'any');

const send = (method: string, path: string, headers: Record<string, string>) =>
  site.app.request(urlOf(path), {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(['POST', 'PUT', 'PATCH'].includes(method) ? { body: '{}' } : {}),
  });

/** Sends a request to each route, and gives what each answered. */
const askAll = (of: readonly Route[], headersOf: (route: Route) => Promise<Record<string, string>>) =>
  Promise.all(
    of.map(async (route) => {
      const response = await send(route.method, route.path, await headersOf(route));
      const text = await response.text();
      const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined;
      return { name: `${route.method} ${route.path}`, status: response.status, code };
    }),
  );

const closed = () => routes.filter(({ isOpen }) => !isOpen);
const ofCases = () => routes.filter(({ path }) => path.startsWith('/v1/cases/'));

describe('the routes of the OpenAPI document', () => {
  it('are all found, and all but the public ones name their callers', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(ofCases().length).toBeGreaterThan(9);
    expect(
      routes
        .filter(({ isOpen }) => isOpen)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['/.well-known/jwks.json', '/check/{number}', '/embed/{tenant}', '/healthz', '/v1/checks/{number}']);
  });

  it('refuse a stranger: nobody, an unknown key, a token that is none', async () => {
    const strangers = [{}, { Authorization: 'Bearer bh_unknown' }, { Authorization: 'DPoP a.b.c', DPoP: 'a.b.c' }];
    for (const headers of strangers) {
      for (const { name, status } of await askAll(closed(), async () => headers))
        expect([name, status]).toEqual([name, 401]);
    }
  });

  it('refuse a key without the scope', async () => {
    const keys = { provide: sandboxKeys.provider, review: sandboxKeys.reviewer };
    for (const [scope, key] of Object.entries(keys)) {
      const refused = routes.filter(({ scopes }) => scopes && !scopes.includes(scope));
      expect(refused.length).toBeGreaterThan(2);
      for (const answer of await askAll(refused, async () => ({ Authorization: `Bearer ${key}` }))) {
        expect(answer).toMatchObject({ status: 403, code: expect.stringMatching(/^(scope-missing|assessor-only)$/) });
      }
    }
  });

  it('hide a session, a case and a webhook from another tenant', async () => {
    const own = routes.filter(({ path, scopes }) => scopes?.includes('provide') && path.includes('{id}'));
    expect(own.length).toBeGreaterThan(10);
    for (const answer of await askAll(own, async () => ({ Authorization: `Bearer ${sandboxKeys.assessor}` }))) {
      // A body that matches no schema is refused before anything is looked up.
      const isDeletion = answer.name === 'DELETE /v1/webhooks/{id}';
      const codes = ['case-unknown', 'session-unknown', 'webhook-unknown', 'request-malformed'];
      // To delete a webhook that one does not have is no error, and changes nothing.
      if (isDeletion) expect(answer.status).toBe(204);
      else expect(codes).toContain(answer.code);
    }
    expect((await site.asProvider('GET', `/v1/webhooks/${ids.webhook}`)).status).toBe(200);
    const events = await site.asProvider('GET', '/v1/webhooks', { key: sandboxKeys.assessor });
    expect(await events.json()).toEqual({ webhooks: [] });
  });

  it('refuse the token of another session, with its own genuine proof', async () => {
    const other = await boundFiler(site);
    const filers = routes.filter(({ isFilers }) => isFilers);
    expect(filers.length).toBeGreaterThan(10);
    const answers = await askAll(filers, async ({ method, path }) => ({
      Authorization: `DPoP ${other.session.token}`,
      DPoP: await other.proof(method, urlOf(path)),
    }));
    for (const answer of answers) expect(answer).toMatchObject({ status: 403, code: 'token-foreign' });
  });

  it('open no case to a session’s token: neither to the thief of a token, nor to the filer beyond the own session', async () => {
    const before = await readCase(site, ids.case);
    const stolen = [
      { Authorization: `Bearer ${filer.session.token}` },
      { Authorization: `DPoP ${filer.session.token}` },
      { Authorization: `Withdrawal ${filer.session.token}` },
    ];
    for (const headers of stolen) {
      for (const answer of await askAll(ofCases(), async () => headers)) expect(answer).toMatchObject({ status: 401 });
    }
    const thief = await createKeyPair();
    const filers = routes.filter(({ isFilers, path }) => isFilers && /documents|submit|signatures|\{id\}$/.test(path));
    expect(filers.length).toBeGreaterThan(3);
    for (const { method, path } of filers.filter(({ method: each }) => each !== 'DELETE')) {
      const below = path.replace('/v1/sessions/{id}', '').replace('{kind}', 'person-document-front');
      const body = method === 'GET' ? {} : { json: bodyOf(below) };
      const refused = await filer.send(method, below, { ...body, proof: { key: thief } });
      expect([below, await refused.json()]).toMatchObject([below, { code: 'key-foreign' }]);
    }
    expect(await readCase(site, ids.case)).toEqual(before);
  });
});

/** A body that matches the route's schema. */
function bodyOf(path: string): unknown {
  if (path.includes('documents')) return { picture: 'AAAA', fields: {} };
  if (!path.includes('signatures')) return {};
  const signature = {
    role: 'person-in-charge',
    name: 'A',
    strokes: [
      [
        [1, 1],
        [2, 2],
      ],
    ],
    atMs: 1,
    value: 'A'.repeat(86),
    jwk: { kty: 'EC', crv: 'P-256', x: 'A', y: 'A' },
  };
  return { recordDigest: 'A'.repeat(43), signature };
}
