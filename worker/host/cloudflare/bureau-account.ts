import { DurableObject } from 'cloudflare:workers';
import { accountsOf, type Accounts } from '../../bureau/account/accounts.ts';
import type { AccountAnswer, AccountArgs, AccountKind } from '../../bureau/account/commands.ts';
import { StoredAccount, type AccountOutcome } from '../../bureau/account/stored-account.ts';
import { logFailed } from './medium.ts';
import { callTwice } from './retry.ts';
import { rowsOf } from './rows.ts';

/** One bureau account. */
export abstract class DurableAccount extends DurableObject {
  /** Goes on with what is due: files to send, downloads to fetch, cases to tell. It runs the account's commands like any other caller. */
  protected abstract drain(account: string): Promise<void>;

  readonly #stored = new StoredAccount({
    rows: rowsOf(this.ctx.storage),
    wakeAt: (atMs) => void this.ctx.storage.setAlarm(atMs),
    drain: (account) => this.drain(account),
    onFailed: logFailed,
  });

  async run<K extends AccountKind>(
    account: string,
    kind: K,
    args: AccountArgs<K>,
    nowMs: number,
  ): Promise<AccountOutcome<AccountAnswer<K>>> {
    return this.#stored.run(account, kind, args, nowMs);
  }

  override alarm(): Promise<void> {
    return this.wake(Date.now());
  }

  wake(nowMs: number): Promise<void> {
    return this.#stored.wake(nowMs);
  }
}

/** `DurableAccount` for its callers. The RPC types cannot express an answer whose type depends on the command. */
interface Remote {
  run<K extends AccountKind>(
    account: string,
    kind: K,
    args: AccountArgs<K>,
    nowMs: number,
  ): Promise<AccountOutcome<AccountAnswer<K>>>;
}

/** Accounts as Durable Objects, found by their name. Every command may be repeated. */
export const durableAccounts = (namespace: DurableObjectNamespace<DurableAccount>): Accounts =>
  accountsOf((account, kind, args, nowMs) =>
    callTwice(() => (namespace.getByName(account) as unknown as Remote).run(account, kind, args, nowMs)),
  );
