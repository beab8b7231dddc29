import { describe, expect, it } from 'vitest';
import {
  checkConfig,
  Misconfigured,
  ownOrigins,
  readConfig,
  sandboxSecret,
  type Config,
} from '../../../worker/config.ts';
import { sandboxKeys, sandboxSigners, sandboxTenants } from '../../../worker/tenant/sandbox-tenants.ts';
import { apiKeyDigest, type ApiKey, type Tenant } from '../../../worker/tenant/tenant.ts';

const secret = 'a secret of the operator’s own, long enough';
const tenants: Tenant[] = [
  {
    id: 'one',
    name: 'One',
    keys: [{ id: 'server', digest: apiKeyDigest('its key'), scopes: ['provide'] }],
    origins: [],
  },
];
/** The tenant with a reviewer. */
const withKey = (changes: Partial<ApiKey>): Tenant => ({
  ...tenants[0]!,
  keys: [...tenants[0]!.keys, { id: 'reviewer', digest: apiKeyDigest('another'), scopes: ['review'], ...changes }],
});
const variables = { SANDBOX: false, ISSUER: 'https://v.example', BEIHE_SECRET: secret, TENANTS: tenants };

describe('readConfig', () => {
  it.each([
    ['native values', variables],
    ['text', { ...variables, SANDBOX: 'false', TENANTS: JSON.stringify(tenants) }],
    ['no SANDBOX, which is the safe side', { ...variables, SANDBOX: undefined }],
  ])('reads the configuration from %s', (_, given) => {
    const expected = {
      sandbox: false,
      issuer: 'https://v.example',
      version: '1.2.3',
      secret,
      tenants,
      connectors: {},
      bureaus: {},
    };
    expect(readConfig(given, '1.2.3')).toEqual(expected);
  });

  it.each([true, 'true'])('gives the sandbox its own tenants: SANDBOX = %o', (SANDBOX) => {
    const config = readConfig({ ...variables, SANDBOX, TENANTS: 'ignored' }, '1');
    expect(config).toMatchObject({ sandbox: true, tenants: sandboxTenants });
  });

  it.each([
    [{ SANDBOX: 'yes' }, 'SANDBOX: expected true or false'],
    [{ SANDBOX: 1 }, 'SANDBOX: expected true or false'],
    [{ ISSUER: undefined }, 'ISSUER: Invalid input: expected string, received undefined'],
    [{ ISSUER: ['https://v.example'] }, 'ISSUER: Invalid input: expected string, received array'],
    [{ ISSUER: 'https://v.example/' }, 'ISSUER: expected an https origin without a path'],
    [{ ISSUER: 'https://v.example/beihe' }, 'ISSUER: expected an https origin without a path'],
    [{ ISSUER: 'http://v.example' }, 'ISSUER: expected an https origin without a path'],
    [{ BEIHE_SECRET: 12_345 }, 'BEIHE_SECRET: Invalid input: expected string, received number'],
    [{ TENANTS: undefined }, 'TENANTS: Invalid input: expected array, received undefined'],
    [{ TENANTS: '{' }, 'TENANTS: expected a list of tenants, but the text is not JSON'],
    [{ TENANTS: [{ ...tenants[0], origins: [''] }] }, 'TENANTS.0.origins.0: expected a scheme'],
  ])('refuses %o, and names the variable, the path and what is expected', (changes, message) => {
    const read = () => readConfig({ ...variables, ...changes }, '1');
    expect(read).toThrow(Misconfigured);
    expect(read).toThrow(message);
  });
});

describe('bureau accounts in the configuration', () => {
  const account = {
    endpoint: 'https://bureau.example',
    ispId: 7,
    userName: 'user',
    password: 'very secret words',
    providerId: 8,
    encryption: { key: 'sixteen-bytes-00', iv: 'sixteen-bytes-01' },
  };
  const tenant = (id: string, ...bureaus: string[]): Tenant => ({
    ...tenants[0]!,
    id,
    keys: [{ ...tenants[0]!.keys[0]!, digest: apiKeyDigest(id) }],
    bureaus,
  });
  const read = (TENANTS: readonly Tenant[], BUREAUS: unknown) =>
    readConfig({ ...variables, TENANTS, BUREAUS }, '1').bureaus;

  it.each([
    ['values', { beijing: account }],
    ['text', JSON.stringify({ beijing: account })],
  ])('are read from %s, with what is left out', (_, given) => {
    const bureaus = read([tenant('one', 'beijing')], given);
    expect(bureaus).toEqual({
      beijing: {
        ...account,
        firstNumber: 1,
        passwordHash: 'raw',
        pollMs: 600_000,
        timeoutMs: 120_000,
        fileBytes: 10_000_000,
      },
    });
  });

  const one = [tenant('one', 'beijing')];
  it.each<[string, readonly Tenant[], unknown, string]>([
    ['text that is not JSON', one, '{"very secret', 'BUREAUS: expected bureau accounts by name'],
    ['an account that is not there', one, {}, 'TENANTS.0.bureaus.0: expected the name of an account of BUREAUS'],
    [
      'an account of two tenants',
      [...one, tenant('two', 'beijing')],
      { beijing: account },
      'TENANTS.1.bureaus.0: is also TENANTS.0.bureaus.0',
    ],
    ['an account twice', [tenant('one', 'beijing', 'beijing')], { beijing: account }, 'is also TENANTS.0.bureaus.0'],
    [
      'an account of nobody',
      one,
      { beijing: account, hebei: account },
      'BUREAUS.hebei: expected in the bureaus of a tenant',
    ],
    [
      'records in plain text',
      one,
      { beijing: { ...account, encryption: undefined } },
      'BUREAUS.beijing.encryption: expected, because records would be sent in plain text without it',
    ],
    [
      'a key of another length',
      one,
      { beijing: { ...account, encryption: { ...account.encryption, key: 'very secret' } } },
      'BUREAUS.beijing.encryption.key: expected the 16 characters that the bureau gave out',
    ],
    [
      'an IV that is not text',
      one,
      { beijing: { ...account, encryption: { ...account.encryption, iv: 'very secret 密钥密' } } },
      'BUREAUS.beijing.encryption.iv: expected the 16 characters that the bureau gave out',
    ],
    [
      'an address without a scheme',
      one,
      { beijing: { ...account, endpoint: 'very secret' } },
      'BUREAUS.beijing.endpoint',
    ],
    ...[0, -1, 1.5, '100', 1_000_000_000_000].map((firstNumber): [string, readonly Tenant[], unknown, string] => [
      `the first number ${firstNumber}`,
      one,
      { beijing: { ...account, firstNumber } },
      'BUREAUS.beijing.firstNumber: expected a whole number from 1 to 999999999999',
    ]),
    [
      'files that could not be read back',
      one,
      { beijing: { ...account, fileBytes: 16_000_001 } },
      'BUREAUS.beijing.fileBytes',
    ],
    ['an unknown field', one, { beijing: { ...account, qqdwid: 1 } }, 'BUREAUS.beijing'],
    ['a name with capitals', [tenant('one', 'Beijing')], { Beijing: account }, 'BUREAUS.Beijing'],
  ])('refuse %s, and repeat no value', (_, own, given, message) => {
    expect(() => read(own, given)).toThrow(Misconfigured);
    expect(() => read(own, given)).toThrow(message);
    expect(() => read(own, given)).not.toThrow('very secret');
  });
});

describe('checkConfig', () => {
  const config = readConfig(variables, '1');

  it('accepts a safe configuration', () => {
    checkConfig(config);
    checkConfig({ ...config, sandbox: true, secret: sandboxSecret, tenants: sandboxTenants });
  });

  it.each<[string, Partial<Config>]>([
    ['a short secret', { secret: 'short' }],
    ['the sandbox’s secret outside the sandbox', { secret: sandboxSecret }],
    ['the sandbox’s tenants outside the sandbox', { tenants: sandboxTenants }],
    ...Object.values(sandboxKeys).map((key): [string, Partial<Config>] => [
      `the sandbox’s key ${key} as a second key of a tenant`,
      { tenants: [withKey({ digest: apiKeyDigest(key) })] },
    ]),
    ...Object.values(sandboxSigners).map(({ name, jkt }): [string, Partial<Config>] => [
      `the signing key of the sandbox’s ${name}`,
      { tenants: [withKey({ signer: { name, jkt } })] },
    ]),
  ])('refuses %s', (_, changes) => {
    expect(() => checkConfig({ ...config, ...changes })).toThrow(Misconfigured);
  });
});

describe('ownOrigins', () => {
  const config = readConfig(variables, '1');

  it('is the issuer, and in the sandbox every name of this machine with the issuer’s port', () => {
    expect(ownOrigins(config)).toEqual(['https://v.example']);
    expect(ownOrigins({ ...config, sandbox: true, issuer: 'http://localhost:8790' })).toEqual([
      'http://localhost:8790',
      'http://127.0.0.1:8790',
      'http://[::1]:8790',
    ]);
  });
});
