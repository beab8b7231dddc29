/** The request bodies that an isolate has in memory at once: their bytes, of one tenant and of all, and their number by session. */
import { limits } from '#protocol/limits.ts';

const { bodiesPerSession } = limits.load.person;

export interface ByteBounds {
  readonly perTenant: number;
  readonly all: number;
}

/** Whose body it is. */
export interface Owner {
  readonly tenant: string;
  /** Undefined if it belongs to no session. */
  readonly session?: string;
}

interface Reservation extends Owner {
  readonly bytes: number;
  readonly sinceMs: number;
}

/** A reservation that is never given back ends then: a host may end a request without running its last lines. Convention. */
export const heldMs = 180_000;

export class ByteBudget {
  readonly #bounds: ByteBounds;
  readonly #now: () => number;
  #held: readonly Reservation[] = [];

  constructor(bounds: ByteBounds, now: () => number) {
    this.#bounds = bounds;
    this.#now = now;
  }

  /** @returns a function that gives the bytes back; undefined if they are not free now */
  reserve({ tenant, session }: Owner, bytes: number): (() => void) | undefined {
    const nowMs = this.#now();
    this.#held = this.#held.filter(({ sinceMs }) => nowMs - sinceMs < heldMs);
    const { all, perTenant } = this.#bounds;
    const ofTenant = this.#held.filter((held) => held.tenant === tenant);
    if (sum(this.#held) + bytes > all || sum(ofTenant) + bytes > perTenant) return undefined;
    // A token and a proof can be sent many times before a session uses up the proof.
    const ofSession = ofTenant.filter((held) => session !== undefined && held.session === session);
    if (ofSession.length >= bodiesPerSession) return undefined;
    const own = { tenant, ...(session !== undefined && { session }), bytes, sinceMs: nowMs };
    this.#held = [...this.#held, own];
    return () => {
      this.#held = this.#held.filter((held) => held !== own);
    };
  }
}

const sum = (held: readonly Reservation[]): number => held.reduce((all, { bytes }) => all + bytes, 0);
