/** What the work on a bureau account needs of the verifier, and the worker that has the account for a while. */
import type { Random } from '../../trust/random.ts';
import { randomId } from '../../trust/random.ts';
import type { Blobs } from '../../capture/blobs.ts';
import type { Cases } from '../../case/cases.ts';
import type { Feeds } from '../../delivery/feeds.ts';
import type { Jobs } from '../../delivery/jobs.ts';
import type { FormKit } from '../../form/kit.ts';
import type { SealingKeys } from '../../retention/sealing-keys.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { Accounts } from '../account/accounts.ts';
import type { AccountAnswer, AccountArgs, AccountKind } from '../account/commands.ts';
import type { Held } from '../account/lease.ts';
import type { Bureau } from '../bureau.ts';
import type { BureauConfig, Bureaus } from '../configuration.ts';

export interface AccountWork {
  readonly accounts: Accounts;
  readonly bureaus: Bureaus;
  /** The bureau's system, as an account reaches it. */
  readonly bureauOf: (config: BureauConfig) => Bureau;
  readonly cases: Cases;
  readonly feeds: Feeds;
  readonly jobs: Jobs;
  /** Encrypted: those of cases are read, those of files are written. */
  readonly blobs: Blobs;
  readonly fileKeys: SealingKeys;
  readonly formKit: () => Promise<FormKit>;
  readonly config: { readonly tenants: readonly Tenant[] };
  readonly now: () => number;
  readonly random: Random;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** Commands that need the lease. */
type HeldKind = {
  [K in AccountKind]: AccountArgs<K> extends Held ? K : never;
}[AccountKind];

/** Calls between two steps: a description, an upload, again a description, the last upload; and one for what lies between them. */
const callsAtMost = 5;

/** One run of the job. Its lease outlasts the longest calls of the bureau, so that nobody else begins while it waits for one. */
export class Worker {
  readonly work: AccountWork;
  readonly account: string;
  readonly config: BureauConfig;
  readonly bureau: Bureau;
  readonly #holder: string;

  constructor(work: AccountWork, account: string, config: BureauConfig) {
    this.work = work;
    this.account = account;
    this.config = config;
    this.bureau = work.bureauOf(config);
    this.#holder = randomId(work.random);
  }

  get #held(): Held {
    return { holder: this.#holder, leaseUntilMs: this.work.now() + callsAtMost * this.config.timeoutMs };
  }

  /** @returns whether this worker has the account */
  begin(): Promise<boolean> {
    return this.work.accounts.takeLease(this.account, this.#held, this.work.now());
  }

  end(): Promise<void> {
    return this.work.accounts.endLease(this.account, { holder: this.#holder }, this.work.now());
  }

  /** Runs a command of the account, and prolongs the lease. @throws LeaseLost */
  run<K extends HeldKind>(kind: K, args: Omit<AccountArgs<K>, keyof Held>): Promise<AccountAnswer<K>> {
    const run = this.work.accounts[kind] as (account: string, args: object, nowMs: number) => Promise<AccountAnswer<K>>;
    return run(this.account, { ...args, ...this.#held }, this.work.now());
  }

  /** From 0 to 1. */
  chance(): number {
    return this.work.random(1)[0]! / 255;
  }
}
