/** Ends the worker's lives: at moments that are drawn by seed, with SIGKILL, one after the other. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from '../dev-server.ts';

/** What clients and stand-ins see of the worker. The worker can be ended right there. */
export const moments = ['request', 'answer', 'received', 'replied'] as const;
export type Moment = (typeof moments)[number];

export interface Death {
  /** `request`, `answer`: a client's; `received`, `replied`: a stand-in's. Which one of this life is `nth`, from 1. */
  readonly at: Moment | 'time';
  readonly nth: number;
  readonly delayMs: number;
}

/** A life in which the moment does not come ends after this time. */
const patienceMs = 3_000;

export function drawDeath(random: () => number): Death {
  const below = (limit: number) => Math.floor(random() * limit);
  switch (below(5)) {
    case 0:
      return { at: 'request', nth: 1 + below(40), delayMs: below(60) };
    case 1:
      return { at: 'answer', nth: 1 + below(40), delayMs: below(10) };
    // The worker is waiting for the answer.
    case 2:
      return { at: 'received', nth: 1 + below(3), delayMs: 0 };
    // It stores the answer, or has just done so.
    case 3:
      return { at: 'replied', nth: 1 + below(3), delayMs: below(30) };
    default:
      return { at: 'time', nth: 0, delayMs: 100 + below(4_000) };
  }
}

export interface Ended extends Death {
  /** Whether its moment came. */
  readonly isReached: boolean;
}

export class Killer {
  readonly ended: Ended[] = [];
  readonly #server: Pick<Server, 'crash'>;
  #awaited: { readonly at: Moment; left: number; readonly strike: () => void } | undefined;
  #isStopped = false;
  /** When the last death was over; undefined before. */
  #calmSinceMs: number | undefined;

  constructor(server: Pick<Server, 'crash'>) {
    this.#server = server;
  }

  /** Tells that this happens now. */
  note(moment: Moment): void {
    const awaited = this.#awaited;
    if (awaited?.at !== moment) return;
    awaited.left -= 1;
    if (awaited.left === 0) awaited.strike();
  }

  /** When the last life was ended, by `performance.now()`: now, as long as others are to be ended. */
  get calmSinceMs(): number {
    return this.#calmSinceMs ?? performance.now();
  }

  /** Ends one life after the other; a death begins to be awaited when its life has begun. */
  async run(deaths: readonly Death[]): Promise<void> {
    for (const death of deaths) {
      if (this.#isStopped) return;
      const isReached = await this.#die(death);
      this.ended.push({ ...death, isReached });
    }
    this.#calmSinceMs = performance.now();
  }

  /** No further life is ended. */
  stop(): void {
    this.#isStopped = true;
    this.#awaited?.strike();
  }

  /** @returns whether the moment came */
  async #die({ at, nth, delayMs }: Death): Promise<boolean> {
    // Without a delay the signal is sent before the caller of `note` goes on.
    const crash = async (isReached: boolean) => {
      this.#awaited = undefined;
      if (delayMs > 0) await sleep(delayMs);
      if (!this.#isStopped) await this.#server.crash();
      return isReached;
    };
    if (at === 'time') return crash(true);
    return new Promise((resolve) => {
      const patience = setTimeout(() => resolve(crash(false)), patienceMs);
      const strike = () => {
        clearTimeout(patience);
        resolve(crash(true));
      };
      this.#awaited = { at, left: nth, strike };
    });
  }
}
