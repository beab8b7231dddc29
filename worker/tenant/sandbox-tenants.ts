/** The sandbox's own tenants. Their API keys and their reviewers' signing keys are published here, so everyone can act as them. */
import { apiKeyDigest, type ApiKey, type Scope, type Tenant } from './tenant.ts';

/** API keys that everyone knows. */
export const sandboxKeys = {
  provider: 'bh_sandbox_provider',
  assessor: 'bh_sandbox_assessor',
  reviewer: 'bh_sandbox_reviewer',
  reviewer2: 'bh_sandbox_reviewer_2',
} as const;

/** Private keys that everyone knows: a reviewer's name on the form, and the key that signs it. */
export const sandboxSigners = {
  reviewer: {
    name: '沙盒核验员甲',
    jkt: 'RKrEiGhmxeVHeX0uDgaASG3k56WBukYY8zGJxUnhO-Q',
    jwk: {
      kty: 'EC',
      crv: 'P-256',
      x: 'xAMQX6uFIm_YM50u3J63IYF4zbkmSabyvbNPzgBhvew',
      y: 'Sf9qJ6rjVgg6cjhDP4Cc0jwkrcBdHL3Sti9w9kII16E',
      d: 'YlxP5A_jtgo_GZ-v9iYbxjhWShfHak1_a-8dUuCFN1M',
    },
  },
  reviewer2: {
    name: '沙盒核验员乙',
    jkt: 'hme0rG1SHZL99XP7U-bnc8RmjDNtLUEGrBqVb8DFj-0',
    jwk: {
      kty: 'EC',
      crv: 'P-256',
      x: 'pD39p-B5NRH2Kc0wDWKl7NetXb1bw2kLvp8AD-vS3Lo',
      y: 'sEz_Lu_AvPPOOcRem6FB2tEZ47Oe-Ou0-8qMgGzbCjY',
      d: '2T_2mvZWbRuXAO2XznzD8CsglS4UE4iOBXWAoBQYYcI',
    },
  },
} as const;

const keyOf = (id: string, name: keyof typeof sandboxKeys, scopes: readonly Scope[]): ApiKey => ({
  id,
  digest: apiKeyDigest(sandboxKeys[name]),
  scopes,
});

const reviewerOf = (id: string, name: keyof typeof sandboxSigners): ApiKey => {
  const { name: signerName, jkt } = sandboxSigners[name];
  return { ...keyOf(id, name, ['review']), signer: { name: signerName, jkt } };
};

/** Pages of this machine, on any port. */
const localOrigins = ['http://localhost:*', 'http://127.0.0.1:*'];

export const sandboxTenants: readonly Tenant[] = [
  {
    id: 'sandbox-provider',
    name: '沙盒接入服务商 Sandbox Provider',
    keys: [
      keyOf('sandbox-provider', 'provider', ['provide']),
      reviewerOf('sandbox-reviewer', 'reviewer'),
      reviewerOf('sandbox-reviewer-2', 'reviewer2'),
    ],
    origins: localOrigins,
    comparedBy: { person: 'sandbox', unit: 'sandbox' },
    bureaus: ['sandbox'],
  },
  {
    id: 'sandbox-assessor',
    name: '沙盒测评机构 Sandbox Assessor',
    keys: [keyOf('sandbox-assessor', 'assessor', ['provide', 'assess'])],
    origins: localOrigins,
  },
];

const publicKeys = sandboxTenants.flatMap(({ keys }) => keys);

/** Whether anyone who reads the source could act as this tenant, or sign as one of its reviewers. */
export const isSandboxTenant = (tenant: Tenant): boolean =>
  tenant.keys.some(({ digest, signer }) =>
    publicKeys.some((known) => known.digest === digest || (signer && known.signer?.jkt === signer.jkt)),
  );
