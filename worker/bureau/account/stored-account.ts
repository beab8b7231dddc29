/** One bureau account in a host's database. A host makes it for one name only. */
import type { Rows } from '../../retention/rows.ts';
import { commandOf, type AccountAnswer, type AccountArgs, type AccountKind } from './commands.ts';
import { dueAtMs } from './due.ts';
import { LeaseLost } from './lease.ts';
import { prepareAccount } from './schema.ts';
import { readState } from './state.ts';

/** From work that may fail, or that another worker does, to the next look. */
const wakeRetryMs = 60_000;

export interface AccountStorage {
  readonly rows: Rows;
  /** Sets the alarm, in place of an earlier one. */
  readonly wakeAt: (atMs: number) => void;
  /** Goes on with what is due (worker/bureau/job/). What it leaves undone is tried again. */
  readonly drain: (account: string) => Promise<void>;
  readonly onFailed: (what: 'resume', error: unknown) => void;
}

export type AccountOutcome<Answer> = { readonly answer: Answer } | 'lease-lost';

export class StoredAccount {
  readonly #storage: AccountStorage;
  #wakesAtMs: number | undefined;

  constructor(storage: AccountStorage) {
    this.#storage = storage;
  }

  run<K extends AccountKind>(
    account: string,
    kind: K,
    args: AccountArgs<K>,
    nowMs: number,
  ): AccountOutcome<AccountAnswer<K>> {
    const { rows } = this.#storage;
    prepareAccount(rows, account);
    try {
      const answer = rows.atomic(() => commandOf(kind)(rows, args, nowMs));
      this.#wakeAt(dueAtMs(rows, nowMs));
      return { answer };
    } catch (error) {
      if (error instanceof LeaseLost) return 'lease-lost';
      throw error;
    }
  }

  /** Goes on with what is due, as the alarm demands. */
  async wake(nowMs: number): Promise<void> {
    const { rows, drain, onFailed } = this.#storage;
    this.#wakesAtMs = undefined;
    // The alarm is set before the work, so that the work is tried again even if this process ends now. A command of the work sets another alarm.
    this.#wakeAt(nowMs + wakeRetryMs);
    try {
      await drain(readState(rows).name);
    } catch (error) {
      onFailed('resume', error);
    }
  }

  #wakeAt(atMs: number): void {
    if (atMs === Infinity || atMs === this.#wakesAtMs) return;
    this.#wakesAtMs = atMs;
    this.#storage.wakeAt(atMs);
  }
}
