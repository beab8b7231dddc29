import { parseTenants } from './tenant/parse.ts';
import { isSandboxTenant, sandboxTenants, type Tenant } from './tenant/tenant.ts';

/** What the operator configures. */
export interface Config {
  /** Whether this is the sandbox: simulated authorities, public keys, requests from this machine only. */
  readonly sandbox: boolean;
  /** `iss` of every token and result. */
  readonly issuer: string;
  readonly version: string;
  /** Every key of the verifier is derived from this, or encrypted under a key that is. */
  readonly secret: string;
  readonly tenants: readonly Tenant[];
}

/** The configuration as environment variables, which are all text. */
export interface Variables {
  /** `true` for the sandbox; any other text means that this is not the sandbox. */
  readonly SANDBOX: string;
  readonly ISSUER: string;
  readonly BEIHE_SECRET: string;
  /** JSON list of tenants; ignored in the sandbox, which has its own. */
  readonly TENANTS?: string;
}

/** The secret that wrangler.toml publishes. */
export const sandboxSecret = 'sandbox-secret-known-to-everyone-do-not-use-outside-localhost';

/** The configuration does not allow the server to run. */
export class Misconfigured extends Error {
  override readonly name = 'Misconfigured';
}

/** @throws Misconfigured if the tenants do not parse */
export function readConfig({ SANDBOX, ISSUER, BEIHE_SECRET, TENANTS }: Variables, version: string): Config {
  const sandbox = SANDBOX === 'true';
  return {
    sandbox,
    issuer: ISSUER,
    version,
    secret: BEIHE_SECRET,
    tenants: sandbox ? sandboxTenants : tenants(TENANTS),
  };
}

function tenants(json = ''): readonly Tenant[] {
  try {
    return parseTenants(json);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Misconfigured(`TENANTS ${cause.message}`, { cause });
  }
}

/** @throws Misconfigured if the secret is short, or if real persons' data would be protected only by keys that are public */
export function checkConfig({ sandbox, secret, tenants: all }: Config): void {
  if (secret.length < 32) throw new Misconfigured('BEIHE_SECRET needs at least 32 characters');
  if (sandbox) return;
  if (secret === sandboxSecret) throw new Misconfigured('the sandbox BEIHE_SECRET is in use outside the sandbox');
  if (all.some(isSandboxTenant)) throw new Misconfigured('sandbox tenants exist outside the sandbox');
}
