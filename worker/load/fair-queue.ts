/**
 * The order of heavy work. Work is cut into steps, and between two steps other requests are handled. People come before
 * reviews and forms, those before replays, and tenants take turns, so that one tenant cannot delay another.
 */
import { Refusal } from '#protocol/refusal.ts';
import { stepLeaseMs, type Stalls } from './stalls.ts';

/**
 * Who waits for the work, in the order in which they are served: a person before the camera, a reviewer whose approval is checked,
 * nobody for a form that is drawn, an assessor.
 */
export const lanes = ['person', 'review', 'form', 'replay'] as const;
export type Lane = (typeof lanes)[number];

/** How many pieces of work of a lane may wait or run at once. */
export interface Places {
  readonly perTenant: number;
  readonly all: number;
}

/** How long other requests get between two steps. */
export interface Rest {
  /** Always. In workerd a wait of 0 ms lets only a part of what waits be handled: a request needs several turns of its loop. */
  readonly leastMs: number;
  /** While `isClear` says that a request is under way whose sender must not wait. */
  readonly mostMs: number;
}

export interface QueueParts {
  readonly now: () => number;
  /** Waits, and lets other requests be handled. */
  readonly pause: (ms: number) => Promise<void>;
  readonly stalls: Stalls;
  /** Whether no request is under way whose sender must not wait. */
  readonly isClear: () => boolean;
  readonly places: Readonly<Record<Lane, Places>>;
  readonly rest: Rest;
  /** How soon a refused caller may try again. */
  readonly retryAfterMs: number;
}

/** Work that was admitted. */
export interface Place {
  /** Runs a step when it is its turn. Its I/O would keep all others waiting, so it must only compute. */
  run<T>(step: () => T | Promise<T>): Promise<T>;
  /** Ends the work. */
  leave(): void;
}

/** A place that is taken. */
interface Occupied {
  readonly lane: Lane;
  readonly tenant: string;
  readonly sinceMs: number;
}

/** Whose step it is. */
interface Work {
  readonly lane: Lane;
  readonly tenant: string;
  /** Number of its place: earlier work of a tenant is finished first. */
  readonly place: number;
}

/** A step that waits for its turn, or has it. */
interface Turn extends Work {
  readonly granted: PromiseWithResolvers<void>;
}

/**
 * After this time without an end, a turn is taken away. A host may end a request, and then its step never ends. Convention:
 * much longer than a step and a rest. While the step runs, it is `stepLeaseMs`.
 */
export const leaseMs = 3_000;

/** From one look for a free place to the next. Convention. */
const lookMs = 250;

/** A place that is never left is free again then. Convention: longer than an upload and its appraisal. */
export const placeMs = 180_000;

export class FairQueue {
  readonly #parts: QueueParts;
  #places: readonly Occupied[] = [];
  /** Which of all turns was the last of each tenant. */
  readonly #served = new Map<string, number>();
  #waiting: readonly Turn[] = [];
  #holder: { readonly turn: Turn; readonly untilMs: number } | undefined;
  #admitted = 0;
  #turns = 0;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /**
   * Admits a piece of work, or refuses it before anything was spent on it.
   *
   * @throws Refusal verifier-busy
   */
  admit(lane: Lane, tenant: string): Place {
    if (!this.#isFree(lane, tenant)) throw new Refusal('verifier-busy', { retryAfterMs: this.#parts.retryAfterMs });
    const occupied = { lane, tenant, sinceMs: this.#parts.now() };
    this.#places = [...this.#places, occupied];
    this.#admitted += 1;
    const place = this.#admitted;
    return {
      run: (step) => this.#run({ lane, tenant, place }, step),
      leave: () => {
        this.#places = this.#places.filter((each) => each !== occupied);
      },
    };
  }

  /**
   * Admits work that nobody waits for, as soon as there is a place.
   *
   * @throws Refusal verifier-busy if there is none for so long
   */
  async admitWithin(mostMs: number, lane: Lane, tenant: string): Promise<Place> {
    const { now, pause } = this.#parts;
    const untilMs = now() + mostMs;
    while (!this.#isFree(lane, tenant) && now() < untilMs) await pause(lookMs);
    return this.admit(lane, tenant);
  }

  #isFree(lane: Lane, tenant: string): boolean {
    const nowMs = this.#parts.now();
    this.#places = this.#places.filter(({ sinceMs }) => nowMs - sinceMs < placeMs);
    const { all, perTenant } = this.#parts.places[lane];
    const own = this.#places.filter((place) => place.lane === lane);
    return own.length < all && own.filter((place) => place.tenant === tenant).length < perTenant;
  }

  async #run<T>(work: Work, step: () => T | Promise<T>): Promise<T> {
    let turn = this.#queue(work);
    while (this.#holder?.turn !== turn) {
      // Its turn was taken away before this could go on, so it waits for another one.
      if (!this.#waiting.includes(turn)) turn = this.#queue(work);
      else await Promise.race([turn.granted.promise, this.#parts.pause(leaseMs)]);
      this.#grant();
    }
    const { now, stalls } = this.#parts;
    const hold = (ms: number) => {
      if (this.#holder?.turn === turn) this.#holder = { turn, untilMs: now() + ms };
    };
    hold(stepLeaseMs);
    stalls.begin();
    try {
      return await step();
    } finally {
      hold(leaseMs);
      await this.#rest();
      if (this.#holder?.turn === turn) this.#holder = undefined;
      this.#grant();
    }
  }

  /** Has a step wait for its turn, which it may get at once. */
  #queue(work: Work): Turn {
    const turn = { ...work, granted: Promise.withResolvers<void>() };
    this.#waiting = [...this.#waiting, turn];
    this.#grant();
    return turn;
  }

  /** Lets other requests be handled. */
  async #rest(): Promise<void> {
    const { now, pause, stalls, isClear, rest } = this.#parts;
    await pause(0);
    stalls.end();
    const untilMs = now() + rest.mostMs;
    do await pause(rest.leastMs);
    while (!isClear() && now() < untilMs);
  }

  /** Gives the turn to the next step, if nobody has it or its holder has vanished. */
  #grant(): void {
    const nowMs = this.#parts.now();
    if (this.#holder && nowMs < this.#holder.untilMs) return;
    const turn = this.#next();
    if (!turn) return;
    this.#turns += 1;
    this.#served.set(turn.tenant, this.#turns);
    this.#waiting = this.#waiting.filter((each) => each !== turn);
    this.#holder = { turn, untilMs: nowMs + leaseMs };
    turn.granted.resolve();
  }

  /** By lane, then the tenant that has waited longest since its last turn, then its earliest work. */
  #next(): Turn | undefined {
    const rank = ({ lane, tenant, place }: Turn) => [lanes.indexOf(lane), this.#served.get(tenant) ?? 0, place];
    return this.#waiting.toSorted((a, b) => {
      const [left, right] = [rank(a), rank(b)];
      const differing = left.findIndex((value, n) => value !== right[n]);
      return differing < 0 ? 0 : left[differing]! - right[differing]!;
    })[0];
  }
}
