/**
 * What one isolate takes on at once, and in which order. An isolate has one thread: while it computes, it handles no request.
 * There is one `Load` for each isolate.
 */
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import { ByteBudget, type Owner } from './byte-budget.ts';
import { FairQueue, type Lane } from './fair-queue.ts';
import { Stalls } from './stalls.ts';

/** Work that begins with a large body. */
export type UploadLane = Extract<Lane, 'person' | 'replay'>;

export interface LoadParts {
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** After this time a request is no longer waited for: the host may have ended it. Convention. */
const promptMs = 5_000;

/** How long a body waits for memory before it is refused. Convention: less than the grace period of evidence. */
const memoryMs = 3_000;

/** How often it looks. Convention. */
const memoryStepMs = 50;

export class Load {
  readonly stalls: Stalls;
  readonly queue: FairQueue;
  readonly #parts: LoadParts;
  readonly #bytes: Readonly<Record<UploadLane, ByteBudget>>;
  /** When each request began whose sender must not wait. */
  #prompt: readonly { readonly sinceMs: number }[] = [];

  constructor(parts: LoadParts) {
    this.#parts = parts;
    this.stalls = new Stalls(parts.now);
    const { person, review, form, replay, rest, retryAfterMs } = limits.load;
    this.#bytes = {
      person: new ByteBudget(person.bytes, parts.now),
      replay: new ByteBudget(replay.bytes, parts.now),
    };
    this.queue = new FairQueue({
      ...parts,
      stalls: this.stalls,
      isClear: () => !this.#prompt.some((each) => this.#isAwaited(each)),
      places: { person: person.places, review: review.places, form: form.places, replay: replay.places },
      rest,
      retryAfterMs,
    });
  }

  /** Handles a request whose sender must not wait: until it has ended, no heavy step begins, within the bound of the rest. */
  async promptly<T>(handle: () => Promise<T>): Promise<T> {
    const own = { sinceMs: this.#parts.now() };
    // The host may have ended a request without running its last lines.
    this.#prompt = [...this.#prompt.filter((each) => this.#isAwaited(each)), own];
    try {
      return await handle();
    } finally {
      this.#prompt = this.#prompt.filter((each) => each !== own);
    }
  }

  #isAwaited({ sinceMs }: { readonly sinceMs: number }): boolean {
    return this.#parts.now() - sinceMs <= promptMs;
  }

  /**
   * Reserves memory for a body, and waits for it a little.
   *
   * @returns a function that gives it back, and how long this has waited
   * @throws Refusal verifier-busy
   */
  async reserve(
    lane: UploadLane,
    owner: Owner,
    bytes: number,
  ): Promise<{ readonly release: () => void; readonly waitedMs: number }> {
    for (let waitedMs = 0; waitedMs <= memoryMs; waitedMs += memoryStepMs) {
      const release = this.#bytes[lane].reserve(owner, bytes);
      if (release) return { release, waitedMs };
      await this.#parts.pause(memoryStepMs);
    }
    throw new Refusal('verifier-busy', { retryAfterMs: limits.load.retryAfterMs });
  }
}
