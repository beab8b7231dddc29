import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { Tenants } from '../../../../worker/tenant/tenants.ts';
import {
  isSandboxTenant,
  sandboxKeys,
  sandboxSigners,
  sandboxTenants,
} from '../../../../worker/tenant/sandbox-tenants.ts';
import { apiKeyDigest, findKey, type Tenant } from '../../../../worker/tenant/tenant.ts';

const own: Tenant = {
  id: 'one',
  name: 'One',
  keys: [{ id: 'server', digest: apiKeyDigest('its key'), scopes: ['provide'] }],
  origins: [],
};

describe('the sandbox’s tenants', () => {
  it('keep the rules of configured ones', () => {
    expect(Tenants.parse(structuredClone(sandboxTenants))).toEqual(sandboxTenants);
  });

  it('have published keys: the provider’s, its two reviewers’ and the assessor’s', () => {
    const found = Object.values(sandboxKeys).map((key) => findKey(key, sandboxTenants)!);
    expect(found.map(({ tenant, key }) => [tenant.id, key.id, key.scopes])).toEqual([
      ['sandbox-provider', 'sandbox-provider', ['provide']],
      ['sandbox-assessor', 'sandbox-assessor', ['provide', 'assess']],
      ['sandbox-provider', 'sandbox-reviewer', ['review']],
      ['sandbox-provider', 'sandbox-reviewer-2', ['review']],
    ]);
  });

  it.each(Object.entries(sandboxSigners))('have the thumbprint of the signing key of the %s', async (name, signer) => {
    expect(await calculateJwkThumbprint(signer.jwk)).toBe(signer.jkt);
    const apiKey = sandboxKeys[name as keyof typeof sandboxSigners];
    expect(findKey(apiKey, sandboxTenants)?.key.signer).toEqual({ name: signer.name, jkt: signer.jkt });
  });
});

describe('a tenant that anyone could act as', () => {
  it.each([
    ...Object.values(sandboxKeys).map((key) => ({ id: 'a', digest: apiKeyDigest(key), scopes: ['review'] as const })),
    ...Object.values(sandboxSigners).map(({ name, jkt }) => ({
      id: 'a',
      digest: apiKeyDigest('a secret key'),
      scopes: ['review'] as const,
      signer: { name, jkt },
    })),
  ])('has a published key or signer, %#', (key) => {
    expect(isSandboxTenant({ ...own, keys: [...own.keys, key] })).toBe(true);
  });

  it('is none with keys of its own', () => {
    const signer = { name: 'A', jkt: 'a'.repeat(43) };
    const reviewer = { id: 'a', digest: apiKeyDigest('key of a'), scopes: ['review'] as const, signer };
    expect(isSandboxTenant({ ...own, keys: [...own.keys, reviewer] })).toBe(false);
  });
});
