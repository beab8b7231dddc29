/** The bytes of request bodies that an isolate has in memory at once: of one tenant, and of all. */

export interface ByteBounds {
  readonly perTenant: number;
  readonly all: number;
}

interface Reservation {
  readonly tenant: string;
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
  reserve(tenant: string, bytes: number): (() => void) | undefined {
    const nowMs = this.#now();
    this.#held = this.#held.filter(({ sinceMs }) => nowMs - sinceMs < heldMs);
    const { all, perTenant } = this.#bounds;
    const ofTenant = this.#held.filter((held) => held.tenant === tenant);
    if (sum(this.#held) + bytes > all || sum(ofTenant) + bytes > perTenant) return undefined;
    const own = { tenant, bytes, sinceMs: nowMs };
    this.#held = [...this.#held, own];
    return () => {
      this.#held = this.#held.filter((held) => held !== own);
    };
  }
}

const sum = (held: readonly Reservation[]): number => held.reduce((all, { bytes }) => all + bytes, 0);
