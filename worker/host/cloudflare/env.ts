import type { Variables } from '../../config.ts';
import type { DurableSession } from './capture-session.ts';
import type { KeyRing } from './key-ring.ts';

/** Bindings of wrangler.toml. */
export interface CloudflareEnv extends Variables {
  /** Only text can be a secret; `readConfig` checks that it is. */
  readonly BEIHE_SECRET: string;
  readonly SESSIONS: DurableObjectNamespace<DurableSession>;
  readonly KEY_RING: DurableObjectNamespace<KeyRing>;
  readonly EVIDENCE: R2Bucket;
  /** The keys of the sessions, apart from everything that is encrypted under them. */
  readonly SESSION_KEYS: R2Bucket;
  /** The built files of dist/site. */
  readonly ASSETS: Fetcher;
}
