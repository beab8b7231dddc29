/** Sends failure reports. Nothing else waits for them, and a report that cannot be sent causes no failure. */
import type { FailureCode } from '#protocol/failure-code.ts';
import type { FailureReport } from '#protocol/session/failure-report.ts';
import { Failure } from '../page/failure.ts';

/** How many reports may wait for the network. Older ones are dropped. Convention. */
const kept = 5;

/** Failures after which a report waits to be sent again. After any other failure it is dropped. */
const passing: readonly FailureCode[] = ['network-lost', 'verifier-failed', 'verifier-busy'];

/** Stores waiting reports. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Outbox {
  readonly #key: string;
  readonly #post: (report: FailureReport) => Promise<unknown>;
  readonly #store: Store;
  #waiting: readonly FailureReport[];
  #isSending = false;

  /**
   * @param session id; reports of other sessions are not touched
   * @param store stores waiting reports for the session's next run; it may throw
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

  /** Send the waiting reports, and stop when one is lost. To be called when the network works. */
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
      // The store is full or forbidden, so the reports wait only in memory.
    }
  }

  /**
   * The reports that waited when the page was left. The page may have changed them, but the verifier checks every
   * report.
   */
  #stored(): readonly FailureReport[] {
    try {
      const stored: unknown = JSON.parse(this.#store.getItem(this.#key) ?? '[]');
      return Array.isArray(stored) ? stored.slice(-kept) : [];
    } catch {
      return [];
    }
  }
}
