/** Sends failure reports. Nothing waits for them, and a report that cannot be sent causes no failure. */
import type { FailureCode } from '#protocol/failure-code.ts';
import type { FailureReport } from '#protocol/session/failure-report.ts';
import { Failure } from '../page/failure.ts';

/** How many reports wait for the network: the latest. Convention. */
const kept = 5;

/** Failures after which a report is sent again. A refused report is dropped. */
const passing: readonly FailureCode[] = ['network-lost', 'verifier-failed'];

/** Stores waiting reports. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Outbox {
  readonly #key: string;
  readonly #post: (report: FailureReport) => Promise<unknown>;
  readonly #store: Store;
  #waiting: readonly FailureReport[];
  #isSending = false;

  /**
   * @param session id; reports of other sessions are left alone
   * @param store keeps waiting reports for the session's next run; it may throw
   */
  constructor(session: string, post: (report: FailureReport) => Promise<unknown>, store: Store) {
    this.#key = `beihe-reports:${session}`;
    this.#post = post;
    this.#store = store;
    this.#waiting = this.#stored();
  }

  /** Send a report after the waiting ones. */
  send(report: FailureReport): void {
    this.#waiting = [...this.#waiting, report].slice(-kept);
    this.flush();
  }

  /** Send the waiting reports until one is lost. To be called when the network works. */
  flush(): void {
    if (this.#isSending || this.#waiting.length === 0) return;
    this.#isSending = true;
    void this.#sendAll().finally(() => {
      this.#isSending = false;
    });
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      try {
        await this.#post(next);
      } catch (error) {
        if (error instanceof Failure && passing.includes(error.code)) break;
      }
      const sent = next;
      this.#waiting = this.#waiting.filter((report) => report !== sent);
    }
    this.#keep();
  }

  /** Store the waiting reports, or remove the entry if there is none. */
  #keep(): void {
    try {
      if (this.#waiting.length === 0) this.#store.removeItem(this.#key);
      else this.#store.setItem(this.#key, JSON.stringify(this.#waiting));
    } catch {
      // The store is full or forbidden: the reports wait in memory alone.
    }
  }

  /** What waited when the page was left. The page could have changed it: the verifier looks at every report anew. */
  #stored(): readonly FailureReport[] {
    try {
      const stored: unknown = JSON.parse(this.#store.getItem(this.#key) ?? '[]');
      return Array.isArray(stored) ? stored.slice(-kept) : [];
    } catch {
      return [];
    }
  }
}
