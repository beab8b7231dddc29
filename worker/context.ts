import type { Policy } from '#protocol/policy/policy.ts';
import type { Config } from './config.ts';
import type { Ports } from './ports.ts';
import type { Proof } from './trust/proof.ts';
import type { Tenant } from './tenant/tenant.ts';

/** What every route works with. */
export interface Verifier extends Ports {
  readonly config: Config;
  readonly policy: Policy;
  /** Keys derived from the verifier's secret. */
  readonly nonceKey: Uint8Array;
  readonly sessionIdKey: Uint8Array;
}

/** What middleware found out about a request. */
export interface Env {
  Variables: {
    requestId: string;
    /** The provider that calls; set by `provider`. */
    tenant: Tenant;
    /** The filer's proof; set by `filer`. */
    proof: Proof;
  };
}
