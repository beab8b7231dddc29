import { DurableObject } from 'cloudflare:workers';
import type { Accounts, QueuedRound } from '../../bureau/account/accounts.ts';
import { callTwice } from './retry.ts';
import { rowsOf } from './rows.ts';

/** One bureau account. */
export abstract class DurableAccount extends DurableObject {
  protected readonly rows = rowsOf(this.ctx.storage);

  async enqueue(_round: QueuedRound, _nowMs: number): Promise<void> {
    throw new Error('not built');
  }
}

/** Accounts as Durable Objects, found by their name. Every call may be repeated. */
export const durableAccounts = (namespace: DurableObjectNamespace<DurableAccount>): Accounts => ({
  enqueue: (account, round, nowMs) => callTwice(() => namespace.getByName(account).enqueue(round, nowMs)),
});
