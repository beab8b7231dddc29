import { isSandboxTenant, type Tenant } from './tenant/tenant.ts';

/** What the operator sets. */
export interface Config {
  /** Stand-ins for the outside world, well-known keys, localhost only. */
  readonly sandbox: boolean;
  /** Who signs: `iss` of every token and result. */
  readonly issuer: string;
  readonly version: string;
  /** Every key of the verifier's own is derived from this or wrapped under it. */
  readonly secret: string;
  readonly tenants: readonly Tenant[];
}

/** The secret that stands in wrangler.toml for all to read. */
export const sandboxSecret = 'sandbox-secret-known-to-everyone-do-not-use-outside-localhost';

/** The server cannot be run as it is configured. */
export class Misconfigured extends Error {
  override readonly name = 'Misconfigured';
}

/** @throws Misconfigured where well-known keys would guard real persons' data */
export function checkConfig({ sandbox, secret, tenants }: Config): void {
  if (secret.length < 32) throw new Misconfigured('BEIHE_SECRET needs at least 32 characters');
  if (sandbox) return;
  if (secret === sandboxSecret) throw new Misconfigured('the sandbox BEIHE_SECRET is in use outside the sandbox');
  if (tenants.some(isSandboxTenant)) throw new Misconfigured('sandbox tenants exist outside the sandbox');
}
