import { describe, expect, it } from 'vitest';
import { parseTenants } from '../../../../worker/tenant/parse.ts';
import { apiKeyDigest, type Tenant } from '../../../../worker/tenant/tenant.ts';

const tenant: Tenant = {
  id: 'one',
  name: '一号接入服务商',
  apiKeyDigest: apiKeyDigest('its key'),
  assessor: false,
  origins: ['https://provider.example', 'https://*.provider.example:8443', 'http://localhost:*'],
};
const other: Tenant = { ...tenant, id: 'two', apiKeyDigest: apiKeyDigest('another key') };

describe('parseTenants', () => {
  it('reads a list of tenants', () => {
    expect(parseTenants(JSON.stringify([tenant, other]))).toEqual([tenant, other]);
  });

  it.each([
    ['an empty text', '', 'is not JSON'],
    ['bad JSON', '[{"apiKeyDigest": "secret"', 'is not JSON'],
    ['a value that is not a list', JSON.stringify(tenant), 'is not a list of tenants: list (invalid_type)'],
    ['an origin with a path', [{ ...tenant, origins: ['https://a.example/x'] }], '0.origins.0 (invalid_format)'],
    ['an origin that matches every site', [{ ...tenant, origins: ['*'] }], '0.origins.0 (invalid_format)'],
    [
      'an origin with a CSP directive in it',
      [tenant, { ...other, origins: ["'self'; script-src *"] }],
      '1.origins.0 (invalid_format)',
    ],
    ['a key instead of its digest', [{ ...tenant, apiKeyDigest: 'its key' }], '0.apiKeyDigest (invalid_format)'],
    ['an empty id', [{ ...tenant, id: '' }], '0.id (too_small)'],
    ['an unknown field', [{ ...tenant, apiKey: 'its key' }], '0 (unrecognized_keys)'],
    ['a tenant twice', [tenant, { ...other, id: 'one' }], 'has two tenants with the same id'],
    ['a key twice', [tenant, { ...tenant, id: 'two' }], 'has two tenants with the same apiKeyDigest'],
  ])('refuses %s', (_, tenants, message) => {
    const json = typeof tenants === 'string' ? tenants : JSON.stringify(tenants);
    expect(() => parseTenants(json)).toThrow(RangeError);
    expect(() => parseTenants(json)).toThrow(message);
    expect(() => parseTenants(json)).not.toThrow(/secret|its key/);
  });
});
