import { describe, expect, it } from 'vitest';
import { Tenants } from '../../../../worker/tenant/tenants.ts';
import { apiKeyDigest, type Tenant } from '../../../../worker/tenant/tenant.ts';

const tenant: Tenant = {
  id: 'one',
  name: '一号接入服务商',
  apiKeyDigest: apiKeyDigest('its key'),
  assessor: false,
  origins: ['https://provider.example', 'https://*.provider.example:8443', 'http://localhost:*'],
};
const other: Tenant = { ...tenant, id: 'two', apiKeyDigest: apiKeyDigest('another key') };

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
    ['bad JSON', '[{"apiKeyDigest": "secret"', ': expected a list of tenants, but the text is not JSON'],
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
    ['a flag as text', [{ ...tenant, assessor: 'false' }], '0.assessor: Invalid input: expected boolean'],
    ['a key instead of its digest', [{ ...tenant, apiKeyDigest: 'its key' }], '0.apiKeyDigest: expected the SHA-256'],
    ['an empty id', [{ ...tenant, id: '' }], '0.id: Too small'],
    ['an unknown field', [{ ...tenant, apiKey: 'its key' }], '0: Unrecognized key: "apiKey"'],
    ['a tenant twice', [tenant, { ...other, id: 'one' }], '1.id: is also that of tenant 0'],
    ['a key twice', [tenant, { ...tenant, id: 'two' }], '1.apiKeyDigest: is also that of tenant 0'],
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
