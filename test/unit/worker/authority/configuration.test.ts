/** Who answers for which tenant, as the operator configures it. */
import { describe, expect, it } from 'vitest';
import { authoritiesOf } from '../../../../worker/authority/authorities.ts';
import { readConfig } from '../../../../worker/config.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { apiKeyDigest } from '../../../../worker/tenant/tenant.ts';
import { simulatedConnectors } from '../../../../worker/sandbox/authority/simulation.ts';

const key = 'the-secret-of-the-connector';
const aliyun = { kind: 'aliyun', accessKeyId: 'id', accessKeySecret: key, sceneId: 1, sceneCode: 'filing' };
const tencent = { kind: 'tencent', secretId: 'id', secretKey: key };
const gateway = {
  kind: 'gateway',
  endpoint: 'https://gateway.example/compare',
  compares: ['unit'],
  auth: { kind: 'bearer', token: key },
};
const tenant = {
  id: 'one',
  name: 'One',
  keys: [{ id: 'server', digest: apiKeyDigest('its key'), scopes: ['provide'] }],
  origins: [],
  comparedBy: { person: 'faces', unit: 'units' },
};
const variables = {
  ISSUER: 'https://v.example',
  BEIHE_SECRET: 'a secret of the operator’s own, long enough',
  TENANTS: [tenant],
  AUTHORITIES: { faces: tencent, units: gateway } as unknown,
};
const read = (changes: object) => readConfig({ ...variables, ...changes }, '1');
const ports = {
  fetch: () => Promise.reject(new Error('nothing is sent')),
  random: (length: number) => new Uint8Array(length),
  now: () => 0,
  pause: () => new Promise<void>(() => undefined),
  sandbox: false,
};

describe('AUTHORITIES', () => {
  it.each([
    ['a value', variables.AUTHORITIES],
    ['text', JSON.stringify(variables.AUTHORITIES)],
  ])('is read from %s, and each tenant has its own answerers', (_, AUTHORITIES) => {
    const { connectors = {}, tenants } = read({ AUTHORITIES });
    const { of } = authoritiesOf(connectors, ports);
    const { person, unit } = of(tenants[0]!);
    expect([person?.name, unit?.name]).toEqual(['tencent', 'gateway']);
    expect(of({})).toEqual({ person: undefined, unit: undefined });
  });

  it('may be left out, and then nothing is compared', () => {
    const { connectors } = read({ AUTHORITIES: undefined, TENANTS: [{ ...tenant, comparedBy: undefined }] });
    expect(connectors).toEqual({});
  });

  it.each([
    ['{', 'AUTHORITIES: expected connectors by name, but the text is not JSON'],
    [{ faces: tencent }, 'TENANTS.0.comparedBy.unit: expected the name of a connector of AUTHORITIES'],
    [{ faces: tencent, units: tencent }, 'TENANTS.0.comparedBy.unit: expected a connector that compares a unit'],
    [{ faces: gateway, units: gateway }, 'TENANTS.0.comparedBy.person: expected a connector that compares a person'],
    [{ faces: { ...tencent, secretKey: '' }, units: gateway }, 'AUTHORITIES.faces.secretKey'],
    [{ faces: { ...tencent, region: key }, units: gateway }, 'AUTHORITIES.faces'],
    [{ faces: { kind: 'huawei', secretKey: key }, units: gateway }, 'AUTHORITIES.faces.kind'],
    [{ faces: { ...aliyun, sceneCode: key }, units: gateway }, 'AUTHORITIES.faces.sceneCode: expected 1 to 32 letters'],
    [
      { faces: tencent, units: { ...gateway, endpoint: 'http://gateway.example/' } },
      'AUTHORITIES.units.endpoint: expected an https',
    ],
    [
      { faces: tencent, units: { ...gateway, endpoint: `https://u:${key}@gateway.example/` } },
      'AUTHORITIES.units.endpoint',
    ],
    [
      { faces: { kind: 'ctid', appId: 'a', appSecret: key, key: 'short', iv: key }, units: gateway },
      'expected 16 bytes',
    ],
    [
      {
        faces: {
          kind: 'ctid',
          appId: 'a',
          appSecret: key,
          key: 'x'.repeat(16),
          iv: 'x'.repeat(16),
          codes: { '1': 'match' },
        },
        units: gateway,
      },
      'AUTHORITIES.faces.codes.1',
    ],
  ])('is refused, and no credential is repeated: %#', (AUTHORITIES, message) => {
    const reading = () => read({ AUTHORITIES });
    expect(reading).toThrow(message);
    expect(reading).not.toThrow(key);
  });

  it('may name a gateway of this machine without encryption', () => {
    read({ AUTHORITIES: { faces: tencent, units: { ...gateway, endpoint: 'http://127.0.0.1:9000/' } } });
  });
});

it('in the sandbox persons and units are compared by the simulated Alibaba Cloud', () => {
  const { of } = authoritiesOf(simulatedConnectors('http://localhost:8787'), ports);
  const provider = sandboxTenants.find(({ id }) => id === 'sandbox-provider')!;
  expect(of(provider).person?.name).toBe('aliyun');
  expect(of(provider).unit?.name).toBe('aliyun');
});
