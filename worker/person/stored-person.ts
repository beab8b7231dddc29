/** What is counted about one person, in a host's storage. A host calls it for one person only. */
import type { Policy } from '#protocol/policy/policy.ts';
import {
  attemptNotAdmitted,
  comparisonNotAdmitted,
  count,
  forgive,
  forgottenAtMs,
  nobody,
  type Counted,
  type NotAdmitted,
  type PersonState,
} from './person.ts';

/** Where a host stores it. All calls take effect at once. */
export interface PersonMedium {
  read(): PersonState | undefined;
  write(state: PersonState): void;
  /** Deletes everything, the alarm included. */
  clear(): void;
  /** Sets the alarm, in place of an earlier one. */
  wakeAt(atMs: number): void;
}

export class StoredPerson {
  readonly #medium: PersonMedium;

  constructor(medium: PersonMedium) {
    this.#medium = medium;
  }

  count(what: Counted, atMs: readonly number[], nowMs: number): void {
    const state = count(this.#state, what, atMs, nowMs);
    const untilMs = forgottenAtMs(state, nowMs);
    if (untilMs === undefined) return;
    this.#medium.write(state);
    this.#medium.wakeAt(untilMs);
  }

  forgive(atMs: number): void {
    const state = this.#medium.read();
    if (state?.attempts.includes(atMs)) this.#medium.write(forgive(state, atMs));
  }

  attemptNotAdmitted(attempts: Policy['attempts'], nowMs: number): NotAdmitted | undefined {
    return attemptNotAdmitted(this.#state, attempts, nowMs);
  }

  comparisonNotAdmitted(nowMs: number): NotAdmitted | undefined {
    return comparisonNotAdmitted(this.#state, nowMs);
  }

  /** Forgets the person when nothing counts any more. */
  wake(nowMs: number): void {
    const untilMs = forgottenAtMs(this.#state, nowMs);
    if (untilMs === undefined) this.#medium.clear();
    else this.#medium.wakeAt(untilMs);
  }

  get #state(): PersonState {
    return this.#medium.read() ?? nobody;
  }
}
