import type { CaptureSession } from './capture-session.ts';
import type { KeyRing } from './key-ring.ts';

/** Bindings of wrangler.toml. */
export interface CloudflareEnv {
  readonly SESSIONS: DurableObjectNamespace<CaptureSession>;
  readonly KEY_RING: DurableObjectNamespace<KeyRing>;
  readonly EVIDENCE: R2Bucket;
  /** What is built into dist/site. */
  readonly ASSETS: Fetcher;
  /** 'true' or anything else. */
  readonly SANDBOX: string;
  readonly ISSUER: string;
  readonly BEIHE_SECRET: string;
  /** JSON list of tenants; the sandbox has its own. */
  readonly TENANTS?: string;
}
