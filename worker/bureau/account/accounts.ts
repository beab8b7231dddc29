/** The port of this room: bureau accounts, a single writer each. An account numbers, sends and downloads for all its cases. */
import { accountKinds, type AccountAnswer, type AccountArgs, type AccountKind } from './commands.ts';
import { LeaseLost } from './lease.ts';
export type { QueuedRound } from './queue.ts';
import type { AccountOutcome } from './stored-account.ts';

/** A method for each command, by the account's name. @throws LeaseLost in a command of a worker that has lost the account */
export type Accounts = {
  readonly [K in AccountKind]: (account: string, args: AccountArgs<K>, nowMs: number) => Promise<AccountAnswer<K>>;
};

/** @param run runs a command in the account's object */
export function accountsOf(
  run: <K extends AccountKind>(
    account: string,
    kind: K,
    args: AccountArgs<K>,
    nowMs: number,
  ) => Promise<AccountOutcome<AccountAnswer<K>>>,
): Accounts {
  const methods = accountKinds.map((kind) => [
    kind,
    async (account: string, args: AccountArgs<typeof kind>, nowMs: number) => {
      const outcome = await run(account, kind, args, nowMs);
      if (outcome === 'lease-lost') throw new LeaseLost();
      return outcome.answer;
    },
  ]);
  return Object.fromEntries(methods) as Accounts;
}
