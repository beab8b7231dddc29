import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * What an API key may do: create sessions and cases and read them; review cases; set a seed for challenges, to measure error rates
 * on recorded clips, and read the evidence of the tenant's own sessions.
 */
export const scopes = ['provide', 'review', 'assess'] as const;
export type Scope = (typeof scopes)[number];

/** A key of a tenant, for one of its servers or one of its reviewers. */
export interface ApiKey {
  /** Names the key in timelines and reviews. Two approvals by one id count once. */
  readonly id: string;
  /** SHA-256 of the key, hexadecimal: only the tenant has the key itself. */
  readonly digest: string;
  readonly scopes: readonly Scope[];
  /** Of a reviewer: the name on the form, and the RFC 7638 thumbprint of the P-256 key that signs it. */
  readonly signer?: Signer | undefined;
}

export interface Signer {
  readonly name: string;
  readonly jkt: string;
}

/** What allows a tenant to verify real persons by their own phones. The verifier stores and shows the operator's words. */
export interface FilingBasis {
  /** Number of the telecommunications licence (增值电信业务经营许可证). */
  readonly licence: string;
  /** Reference of the passed assessment of the electronic verification. */
  readonly assessment: string;
  /** Why personal data may leave the mainland. Only a host in the mainland does without it. */
  readonly transferBasis?: string | undefined;
}

/** The account of one relying party. */
export interface Tenant {
  readonly id: string;
  /** The provider's name, which the person reads before they consent. */
  readonly name: string;
  readonly keys: readonly ApiKey[];
  /** Without it, outside the sandbox, no case has the channel `self`. */
  readonly filing?: FilingBasis | undefined;
  /** Pages that may embed `/embed/{id}`: sources as in `frame-ancestors` (CSP level 3). Empty: no page may. */
  readonly origins: readonly string[];
  /** Which of the configured authority databases compares its persons and its units. Without one, nothing is compared. */
  readonly comparedBy?: ComparedBy | undefined;
  /** Names of its bureau accounts. The first whose provinces have the record's is the one that submits it. */
  readonly bureaus?: readonly string[] | undefined;
}

/** Names of connectors, by what they compare. */
export interface ComparedBy {
  readonly person?: string | undefined;
  readonly unit?: string | undefined;
}

/** An entry of `origins`: a scheme; a host, or `*.` and a domain; and optionally a port or `*`. No other CSP is allowed. */
export const originPattern = /^https?:\/\/(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:(\d{1,5}|\*))?$/;

/** The digest by which an API key is stored and looked up. */
export const apiKeyDigest = (apiKey: string): string => bytesToHex(sha256(utf8ToBytes(apiKey)));

/** Whose key it is, and which of their keys. @returns undefined if no tenant has it */
export function findKey(apiKey: string, tenants: readonly Tenant[]): { tenant: Tenant; key: ApiKey } | undefined {
  const digest = apiKeyDigest(apiKey);
  for (const tenant of tenants) {
    const key = tenant.keys.find((each) => each.digest === digest);
    if (key) return { tenant, key };
  }
  return undefined;
}

/** The provider's name for the person; the id of a tenant that is no longer configured. */
export const nameOf = (id: string, tenants: readonly Tenant[]): string =>
  tenants.find((tenant) => tenant.id === id)?.name ?? id;
