import { describe, expect, it } from 'vitest';
import { Tenants } from '../../../../worker/tenant/tenants.ts';
import { apiKeyDigest, findKey, type ApiKey, type Tenant } from '../../../../worker/tenant/tenant.ts';

const server: ApiKey = { id: 'server', digest: apiKeyDigest('its key'), scopes: ['provide'] };
const reviewer: ApiKey = {
  id: 'reviewer-a',
  digest: apiKeyDigest('key of a'),
  scopes: ['review'],
  signer: { name: '核验员甲', jkt: 'a'.repeat(43) },
};
const tenant: Tenant = {
  id: 'one',
  name: '一号接入服务商',
  keys: [server, reviewer],
  filing: { licence: 'B1-20260001', assessment: '2026-01', transferBasis: 'standard contract 2026-7' },
  origins: ['https://provider.example', 'https://*.provider.example:8443', 'http://localhost:*'],
};
const other: Tenant = {
  id: 'two',
  name: '二号接入服务商',
  origins: tenant.origins,
  keys: [{ ...server, digest: apiKeyDigest('another key'), scopes: ['provide', 'assess'] }],
};
/** The tenant with its server's key changed. */
const keyed = (changes: object) => ({ ...tenant, keys: [{ ...server, ...changes }] });
/** The tenant with a second reviewer. */
const twoReviewers = (changes: object) => ({
  ...tenant,
  keys: [reviewer, { id: 'reviewer-b', digest: apiKeyDigest('key of b'), scopes: ['review'], ...changes }],
});

/** What is wrong with the value: each path with its message. */
const issuesOf = (value: unknown): string[] =>
  (Tenants.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('the list of tenants', () => {
  it('is read from a JSON value and from JSON text', () => {
    expect(Tenants.parse([tenant, other])).toEqual([tenant, other]);
    expect(Tenants.parse(JSON.stringify([tenant, other]))).toEqual([tenant, other]);
  });

  it.each([
    ['an empty text', '', ': expected a list of tenants, but the text is not JSON'],
    ['bad JSON', '[{"digest": "secret"', ': expected a list of tenants, but the text is not JSON'],
    ['no value', undefined, ': Invalid input: expected array, received undefined'],
    ['a value that is not a list', tenant, ': Invalid input: expected array, received object'],
    ['an origin with a path', [{ ...tenant, origins: ['https://a.example/x'] }], '0.origins.0: expected a scheme'],
    ['an origin that matches every site', [{ ...tenant, origins: ['*'] }], '0.origins.0: expected a scheme'],
    [
      'an origin with a CSP directive in it',
      [tenant, { ...other, origins: ["'self'; script-src *"] }],
      '1.origins.0: expected a scheme',
    ],
    ['origins as text', [{ ...tenant, origins: 'https://a.example' }], '0.origins: Invalid input: expected array'],
    ['an empty id', [{ ...tenant, id: '' }], '0.id: Too small'],
    ['an unknown field', [{ ...tenant, apiKey: 'its key' }], '0: Unrecognized key: "apiKey"'],
    ['the digest of an earlier version', [{ ...tenant, apiKeyDigest: 'secret' }], '0.apiKeyDigest: belongs into keys'],
    ['the flag of an earlier version', [{ ...tenant, assessor: true }], '0.assessor: belongs into keys.0.scopes now'],
    ['no key', [{ ...tenant, keys: [] }], '0.keys: Too small'],
    ['keys as text', [{ ...tenant, keys: 'its key' }], '0.keys: Invalid input: expected array'],
    ['a key instead of its digest', [keyed({ digest: 'its key' })], '0.keys.0.digest: expected the SHA-256'],
    ['a key’s id with blanks', [keyed({ id: 'its key' })], '0.keys.0.id: expected 1 to 64 lower-case'],
    ['a key called filer', [keyed({ id: 'filer' })], '0.keys.0.id: expected another id than'],
    ['a key called verifier', [keyed({ id: 'verifier' })], '0.keys.0.id: expected another id than'],
    ['a key without a scope', [keyed({ scopes: [] })], '0.keys.0.scopes: Too small'],
    ['an unknown scope', [keyed({ scopes: ['secret'] })], '0.keys.0.scopes.0: Invalid option'],
    ['a scope twice', [keyed({ scopes: ['review', 'review'] })], '0.keys.0.scopes: expected each scope once'],
    ['a signer who may not review', [keyed({ signer: reviewer.signer })], '0.keys.0.signer: expected only beside'],
    [
      'a signer’s key instead of its thumbprint',
      [twoReviewers({ signer: { name: '乙', jkt: 'secret' } })],
      '0.keys.1.signer.jkt: expected the RFC 7638',
    ],
    ['a licence alone', [{ ...tenant, filing: { licence: 'secret' } }], '0.filing.assessment: Invalid input'],
    ['an empty licence', [{ ...tenant, filing: { licence: '', assessment: 'a' } }], '0.filing.licence: Too small'],
    ['a tenant twice', [tenant, { ...other, id: 'one' }], '1.id: is also 0.id'],
    ['a key of two tenants', [tenant, { ...other, keys: [server] }], '1.keys.0.digest: is also 0.keys.0.digest'],
    ['a key twice', [twoReviewers({ digest: reviewer.digest })], '0.keys.1.digest: is also 0.keys.0.digest'],
    ['a key’s id twice', [twoReviewers({ id: reviewer.id })], '0.keys.1.id: is also 0.keys.0.id'],
    [
      'a signer with two keys, who could approve twice',
      [twoReviewers({ signer: { ...reviewer.signer, name: '乙' } })],
      '0.keys.1.signer.jkt: is also 0.keys.0.signer.jkt',
    ],
  ])('is refused with %s: the path and what is expected are named, and no value', (_, tenants, issue) => {
    for (const given of tenants === undefined || typeof tenants === 'string'
      ? [tenants]
      : [tenants, JSON.stringify(tenants)]) {
      const issues = issuesOf(given);
      expect(issues).toEqual([expect.stringContaining(issue)]);
      expect(issues.join()).not.toMatch(/secret|its key/);
    }
  });
});

describe('a key', () => {
  it('belongs to one tenant, and is known by its digest alone', () => {
    expect(findKey('key of a', [other, tenant])).toEqual({ tenant, key: reviewer });
    expect(findKey('another key', [tenant, other])).toEqual({ tenant: other, key: other.keys[0] });
    for (const unknown of ['', 'no key', server.digest]) expect(findKey(unknown, [tenant, other])).toBeUndefined();
  });
});
