/** Failure reports on their way out. Nobody waits for them, and what becomes of them is nobody's failure. */
import type { FailureCode } from '#protocol/failure-code.ts';
import type { FailureReport } from '#protocol/session/failure-report.ts';
import { Failure } from '../page/failure.ts';

/** Reports that wait for the network, at most: the latest. Convention. */
const kept = 5;

/** Failures to send that pass. What was refused is refused for good. */
const passing: readonly FailureCode[] = ['network-lost', 'verifier-failed'];

/** Where reports wait. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Outbox {
  readonly #key: string;
  readonly #post: (report: FailureReport) => Promise<unknown>;
  readonly #store: Store;
  #waiting: readonly FailureReport[];
  #isSending = false;

  /**
   * @param session reports wait for their own session alone
   * @param store keeps what waits for the next check of the session; it may throw
   */
  constructor(session: string, post: (report: FailureReport) => Promise<unknown>, store: Store) {
    this.#key = `beihe-reports:${session}`;
    this.#post = post;
    this.#store = store;
    this.#waiting = this.#stored();
  }

  /** Send a report, after those that wait. */
  send(report: FailureReport): void {
    this.#waiting = [...this.#waiting, report].slice(-kept);
    this.flush();
  }

  /** The network is there: send what waits, until one is lost again. */
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

  /** Keep what waits, or forget that anything did. */
  #keep(): void {
    try {
      if (this.#waiting.length === 0) this.#store.removeItem(this.#key);
      else this.#store.setItem(this.#key, JSON.stringify(this.#waiting));
    } catch {
      // The store is full or forbidden: they wait in memory alone.
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
