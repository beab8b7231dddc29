import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The account of one relying party. */
export interface Tenant {
  readonly id: string;
  /** The provider's name, which the person reads before they consent. */
  readonly name: string;
  /** SHA-256 of its API key, hexadecimal: only the tenant has the key itself. */
  readonly apiKeyDigest: string;
  /** May set a seed for challenges, to measure error rates on recorded clips, and may read the evidence of its own sessions. */
  readonly assessor: boolean;
  /** Pages that may embed `/embed/{id}`: sources as in `frame-ancestors` (CSP level 3). Empty: no page may. */
  readonly origins: readonly string[];
  /** Which of the configured authority databases compares its persons and its units. Without one, nothing is compared. */
  readonly comparedBy?: ComparedBy | undefined;
}

/** Names of connectors, by what they compare. */
export interface ComparedBy {
  readonly person?: string | undefined;
  readonly unit?: string | undefined;
}

/** An entry of `origins`: a scheme; a host, or `*.` and a domain; and optionally a port or `*`. No other CSP is allowed. */
export const originPattern = /^https?:\/\/(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:(\d{1,5}|\*))?$/;

/** The digest by which a tenant's API key is stored and looked up. */
export const apiKeyDigest = (apiKey: string): string => bytesToHex(sha256(utf8ToBytes(apiKey)));

/** API keys that everyone knows. */
export const sandboxKeys = { provider: 'bh_sandbox_provider', assessor: 'bh_sandbox_assessor' } as const;

/** Pages of this machine, on any port. */
const localOrigins = ['http://localhost:*', 'http://127.0.0.1:*'];

export const sandboxTenants: readonly Tenant[] = [
  {
    id: 'sandbox-provider',
    name: '沙盒接入服务商 Sandbox Provider',
    apiKeyDigest: apiKeyDigest(sandboxKeys.provider),
    assessor: false,
    origins: localOrigins,
    comparedBy: { person: 'sandbox', unit: 'sandbox' },
  },
  {
    id: 'sandbox-assessor',
    name: '沙盒测评机构 Sandbox Assessor',
    apiKeyDigest: apiKeyDigest(sandboxKeys.assessor),
    assessor: true,
    origins: localOrigins,
  },
];

/** Whether anyone who reads the source could act as this tenant. */
export const isSandboxTenant = (tenant: Tenant): boolean =>
  sandboxTenants.some(({ apiKeyDigest: digest }) => digest === tenant.apiKeyDigest);

/** @returns undefined if no tenant has this key */
export function tenantOf(apiKey: string, tenants: readonly Tenant[]): Tenant | undefined {
  const digest = apiKeyDigest(apiKey);
  return tenants.find((tenant) => tenant.apiKeyDigest === digest);
}

/** The provider's name for the person; the id of a tenant that is no longer configured. */
export const nameOf = (id: string, tenants: readonly Tenant[]): string =>
  tenants.find((tenant) => tenant.id === id)?.name ?? id;
