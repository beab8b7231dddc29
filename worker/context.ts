import type { Authorities } from './authority/authorities.ts';
import type { Bureau } from './bureau/bureau.ts';
import type { BureauConfig, Bureaus } from './bureau/configuration.ts';
import type { Place } from './load/fair-queue.ts';
import type { Load } from './load/load.ts';
import type { Config } from './config.ts';
import type { Ports } from './ports.ts';
import type { Proof } from './trust/proof.ts';
import type { ApiKey, Tenant } from './tenant/tenant.ts';

/** What every route needs: the host's ports, the configuration, and keys derived from its secret. */
export interface Verifier extends Ports {
  readonly config: Config;
  /** `ownOrigins` of the configuration. */
  readonly origins: readonly string[];
  readonly nonceKey: Uint8Array;
  readonly sealKey: Uint8Array;
  /** Derives the unique bytes of a session id from an idempotency key. */
  readonly sessionIdKey: Uint8Array;
  /** Authenticates session ids. */
  readonly sessionIdMacKey: Uint8Array;
  /** Names a person by their document: `personName`. */
  readonly personKey: Uint8Array;
  /** As the two above, for case ids. */
  readonly caseIdKey: Uint8Array;
  readonly caseIdMacKey: Uint8Array;
  /** Encrypts the secrets of webhook endpoints. */
  readonly webhookKey: Uint8Array;
  /** Derives the ids of endpoints and secrets from idempotency keys. */
  readonly webhookIdKey: Uint8Array;
  /** Sends a webhook. */
  readonly post: (request: Request) => Promise<Response>;
  /** Who compares persons and units, for each tenant. */
  readonly authorities: Authorities;
  /** The accounts at bureaus, by name. */
  readonly bureaus: Bureaus;
  /** The bureau's system, as an account reaches it. */
  readonly bureauOf: (config: BureauConfig) => Bureau;
  /** What this isolate is doing. */
  readonly load: Load;
}

/** What middleware finds out about a request. */
export interface Env {
  Variables: {
    requestId: string;
    /** When the request arrived; earlier than it is handled, if the verifier was busy. */
    arrivedAtMs: number;
    /** When its body had arrived; set by `receive`. */
    bodyAtMs: number;
    /** The place of this request among the heavy work; set by `admitted`. */
    place: Place;
    /** The calling provider; set by `provider`. */
    tenant: Tenant;
    /** Its key; set by `provider`. */
    apiKey: ApiKey;
    /** The session id of the path, if this verifier made it for the caller; set by `filer`, `provider` and `withdrawer`. */
    sessionId: string | undefined;
    /** The case id of the path, if this verifier made it for the caller; set by `caseProvider`. */
    caseId: string | undefined;
    /** The filer's proof; set by `filer`. */
    proof: Proof;
    /** Id of the tenant of the filer's session; set by `filer`. */
    filerTenant: string;
  };
}
