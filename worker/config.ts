import { z } from 'zod';
import { ownValue } from '#protocol/own.ts';
import { issuesForSender } from '#protocol/schema-issues.ts';
import { ConfiguredBureaus, type Bureaus } from './bureau/configuration.ts';
import { comparesOf, ConfiguredConnectors, type Connectors } from './authority/configuration.ts';
import { Tenants } from './tenant/tenants.ts';
import { isSandboxTenant, sandboxTenants } from './tenant/sandbox-tenants.ts';
import { type Tenant } from './tenant/tenant.ts';

/** What the operator configures. */
export interface Config {
  /** Whether this is the sandbox: simulated authorities, public keys, requests from this machine only. */
  readonly sandbox: boolean;
  /** The verifier's own origin: `iss` of every token and result, and the address in every link. */
  readonly issuer: string;
  readonly version: string;
  /** Every key of the verifier is derived from this, or encrypted under a key that is. */
  readonly secret: string;
  readonly tenants: readonly Tenant[];
  /** The authority databases that may be asked. The sandbox has its own. */
  readonly connectors?: Connectors;
  /** The accounts at bureaus, by name. The sandbox has its own. */
  readonly bureaus?: Bureaus;
}

/** The configuration as the host gives it. An environment has only text; Cloudflare's variables may also be JSON values. */
export interface Variables {
  /** Absent means that this is not the sandbox. */
  readonly SANDBOX?: unknown;
  readonly ISSUER?: unknown;
  readonly BEIHE_SECRET?: unknown;
  /** List of tenants, or its JSON text. The sandbox ignores it, because it has its own. */
  readonly TENANTS?: unknown;
  /** Connectors by name, or their JSON text. It is a secret, because it contains credentials. The sandbox ignores it. */
  readonly AUTHORITIES?: unknown;
  /** Bureau accounts by name, or their JSON text. It is a secret too. The sandbox ignores it. */
  readonly BUREAUS?: unknown;
}

/** The secret that wrangler.toml publishes. */
export const sandboxSecret = 'sandbox-secret-known-to-everyone-do-not-use-outside-localhost';

/** The names of this machine. */
export const localHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** The configuration does not allow the server to run. */
export class Misconfigured extends Error {
  override readonly name = 'Misconfigured';
}

const sandboxFlag = z
  .union([z.boolean(), z.enum(['true', 'false'])], { error: 'expected true or false' })
  .default(false)
  .transform((given) => given === true || given === 'true');

/** Without a path, because the routes' paths follow it; with HTTPS, because browsers allow the camera only there. */
const ownOrigin = z.string().refine(isOwnOrigin, {
  error: 'expected an https origin without a path, such as https://verifier.example (http only for localhost)',
});

const Shared = z.object({ SANDBOX: sandboxFlag, ISSUER: ownOrigin, BEIHE_SECRET: z.string() });

/** Each tenant's questions are answered by connectors that exist and can answer them; each bureau account is one tenant's. */
const Production = z
  .object({ TENANTS: Tenants, AUTHORITIES: ConfiguredConnectors, BUREAUS: ConfiguredBureaus })
  .superRefine(({ TENANTS: tenants, AUTHORITIES: connectors, BUREAUS: bureaus }, context) => {
    refuseForeignAccounts(tenants, bureaus, context);
    for (const [n, { comparedBy = {} }] of tenants.entries()) {
      for (const kind of ['person', 'unit'] as const) {
        const name = comparedBy[kind];
        if (name === undefined) continue;
        const config = ownValue(connectors, name);
        const fault = config ? `a connector that compares a ${kind}` : 'the name of a connector of AUTHORITIES';
        if (config && comparesOf(config).includes(kind)) continue;
        context.addIssue({ code: 'custom', path: ['TENANTS', n, 'comparedBy', kind], message: `expected ${fault}` });
      }
    }
  });

/** A single writer numbers an account's files, and its results are its tenant's alone. */
function refuseForeignAccounts(tenants: readonly Tenant[], bureaus: Bureaus, context: z.core.$RefinementCtx): void {
  const named = tenants.flatMap(({ bureaus: names = [] }, n) =>
    names.map((name, k) => ({ name, path: ['TENANTS', n, 'bureaus', k] })),
  );
  const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  for (const { name, path } of named) {
    const first = named.find((other) => other.name === name)!;
    if (!ownValue(bureaus, name)) refuse(path, 'expected the name of an account of BUREAUS');
    else if (first.path !== path) refuse(path, `is also ${first.path.join('.')}`);
  }
  for (const name of Object.keys(bureaus)) {
    if (!named.some((own) => own.name === name)) refuse(['BUREAUS', name], 'expected in the bureaus of a tenant');
  }
}

/** @throws Misconfigured that names the variable, the path in it and what is expected there, and repeats no value */
export function readConfig(variables: Variables, version: string): Config {
  const { SANDBOX: sandbox, ISSUER: issuer, BEIHE_SECRET: secret } = valueOf(Shared, variables);
  if (sandbox) return { sandbox, issuer, version, secret, tenants: sandboxTenants };
  const { TENANTS: tenants, AUTHORITIES: connectors, BUREAUS: bureaus } = valueOf(Production, variables);
  return { sandbox, issuer, version, secret, tenants, connectors, bureaus };
}

function valueOf<T>(schema: z.ZodType<T>, variables: Variables): T {
  const parsed = schema.safeParse(variables);
  if (!parsed.success) throw new Misconfigured(issuesForSender(parsed.error, 'the variables'));
  return parsed.data;
}

/** @throws Misconfigured if the secret is short, or if real persons' data would be protected only by keys that are public */
export function checkConfig({ sandbox, secret, tenants: all }: Config): void {
  if (secret.length < 32) throw new Misconfigured('BEIHE_SECRET needs at least 32 characters');
  if (sandbox) return;
  if (secret === sandboxSecret) throw new Misconfigured('the sandbox BEIHE_SECRET is in use outside the sandbox');
  if (all.some(isSandboxTenant)) throw new Misconfigured('sandbox tenants exist outside the sandbox');
}

/**
 * The origins under which the verifier is called. They come from the configuration and never from a request, whose headers
 * anyone can write. The sandbox has every name of this machine, each with the port of `issuer`.
 */
export function ownOrigins({ sandbox, issuer }: Config): readonly string[] {
  if (!sandbox) return [issuer];
  const { protocol, port } = new URL(issuer);
  return localHosts.map((host) => `${protocol}//${host}${port && `:${port}`}`);
}

function isOwnOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url?.origin !== text) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && localHosts.includes(url.hostname));
}
