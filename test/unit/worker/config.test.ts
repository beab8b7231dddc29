import { describe, expect, it } from 'vitest';
import { checkConfig, Misconfigured, readConfig, sandboxSecret } from '../../../worker/config.ts';
import { apiKeyDigest, sandboxTenants } from '../../../worker/tenant/tenant.ts';

const secret = 'a secret of the operator’s own, long enough';
const tenants = [{ id: 'one', name: 'One', apiKeyDigest: apiKeyDigest('its key'), assessor: false, origins: [] }];
const variables = {
  SANDBOX: 'false',
  ISSUER: 'https://v.example',
  BEIHE_SECRET: secret,
  TENANTS: JSON.stringify(tenants),
};

describe('readConfig', () => {
  it('reads the configuration from the variables', () => {
    const expected = { sandbox: false, issuer: 'https://v.example', version: '1.2.3', secret, tenants };
    expect(readConfig(variables, '1.2.3')).toEqual(expected);
  });

  it('gives the sandbox its own tenants', () => {
    const config = readConfig({ ...variables, SANDBOX: 'true' }, '1');
    expect(config).toMatchObject({ sandbox: true, tenants: sandboxTenants });
  });

  it('refuses tenants that are missing or not valid, and names the variable', () => {
    const { TENANTS: _, ...without } = variables;
    expect(() => readConfig(without, '1')).toThrow(Misconfigured);
    expect(() => readConfig({ ...variables, TENANTS: '{' }, '1')).toThrow('TENANTS is not JSON');
  });
});

describe('checkConfig', () => {
  const config = readConfig(variables, '1');

  it('accepts a safe configuration', () => {
    checkConfig(config);
    checkConfig({ ...config, sandbox: true, secret: sandboxSecret, tenants: sandboxTenants });
  });

  it.each([
    ['a short secret', { secret: 'short' }],
    ['the sandbox’s secret outside the sandbox', { secret: sandboxSecret }],
    ['the sandbox’s tenants outside the sandbox', { tenants: sandboxTenants }],
  ])('refuses %s', (_, changes) => {
    expect(() => checkConfig({ ...config, ...changes })).toThrow(Misconfigured);
  });
});
