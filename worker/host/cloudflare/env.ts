import type { Variables } from '../../config.ts';
import type { Job } from '../../delivery/jobs.ts';
import type { DurableAccount } from './bureau-account.ts';
import type { DurableSession } from './capture-session.ts';
import type { DurableCase } from './filing-case.ts';
import type { KeyRing } from './key-ring.ts';
import type { Person } from './person.ts';
import type { SandboxBureau } from './sandbox-bureau.ts';
import type { DurableFeed } from './tenant-feed.ts';

/** Bindings of wrangler.toml. */
export interface CloudflareEnv extends Variables {
  /** Only text can be a secret; `readConfig` checks that it is. */
  readonly BEIHE_SECRET: string;
  readonly SESSIONS: DurableObjectNamespace<DurableSession>;
  readonly CASES: DurableObjectNamespace<DurableCase>;
  readonly PERSONS: DurableObjectNamespace<Person>;
  readonly ACCOUNTS: DurableObjectNamespace<DurableAccount>;
  readonly FEEDS: DurableObjectNamespace<DurableFeed>;
  /** Of the sandbox alone. */
  readonly SANDBOX_BUREAU: DurableObjectNamespace<SandboxBureau>;
  readonly JOBS: Queue<Job>;
  readonly KEY_RING: DurableObjectNamespace<KeyRing>;
  readonly EVIDENCE: R2Bucket;
  /** The keys of the sessions, apart from everything that is encrypted under them. */
  readonly SESSION_KEYS: R2Bucket;
  /** The files of the cases, which live longer than the sessions' evidence, and their keys. */
  readonly CASE_FILES: R2Bucket;
  readonly CASE_KEYS: R2Bucket;
  /** The index of cases. */
  readonly INDEX: D1Database;
  /** The built files of dist/site. */
  readonly ASSETS: Fetcher;
}
