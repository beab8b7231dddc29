/**
 * When this isolate was stalled by its own heavy work. A request that arrives during a stall is only handled after it, so its
 * sender gets that time back: `arrivedAtMs` is the earliest time at which it can have arrived.
 */

import { limits } from '#protocol/limits.ts';

/** What is handled this soon after a stall may have waited behind it. Convention: twice the pause between two steps. */
export const slackMs = 50;

/** After this time a step counts as ended, because its host may have ended its request. Convention: longer than any step. */
export const stepLeaseMs = 30_000;

const { mostCreditMs } = limits.load;

export class Stalls {
  readonly #now: () => number;
  #last: { readonly startedMs: number; endedMs: number | undefined } | undefined;

  /** @param now server time, epoch milliseconds; in workerd it may stand still while code runs, and moves on with I/O */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A step of heavy work begins: from now on no request is handled. */
  begin(): void {
    this.#last = { startedMs: this.#now(), endedMs: undefined };
  }

  /** The step has ended. To be called after the next I/O, because the clock may stand still before it. */
  end(): void {
    if (this.#last) this.#last.endedMs ??= this.#now();
  }

  /**
   * When what is handled now arrived: now, or when the stall behind which it may have waited began.
   *
   * An attacker who loads the server so that a stall precedes its request gains at most the length of that one step, and never
   * more than `limits.load.mostCreditMs`.
   */
  arrivedAtMs(): number {
    const nowMs = this.#now();
    if (!this.#last) return nowMs;
    const { startedMs, endedMs = Math.min(nowMs, startedMs + stepLeaseMs) } = this.#last;
    if (nowMs - endedMs > slackMs) return nowMs;
    return Math.min(nowMs, Math.max(startedMs, nowMs - mostCreditMs));
  }
}
