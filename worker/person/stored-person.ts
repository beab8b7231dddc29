/** What is counted about one person, in a host's storage. A host calls it for one person only. */
import type { Policy } from '#protocol/policy/policy.ts';
import {
  attemptNotAdmitted,
  comparisonNotAdmitted,
  count,
  forgive,
  forgottenAtMs,
  isCounted,
  type Counted,
  type CountedKind,
  type NotAdmitted,
  type PersonState,
} from './person.ts';
import { loadPerson, type StoredPersonState } from './stored.ts';

/** Where a host stores it. All calls take effect at once. */
export interface PersonMedium {
  read(): StoredPersonState | undefined;
  write(state: StoredPersonState): void;
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

  attemptNotAdmitted(attempts: Policy['attempts'], nowMs: number): NotAdmitted | undefined {
    return attemptNotAdmitted(this.#state, attempts, nowMs);
  }

  comparisonNotAdmitted(nowMs: number): NotAdmitted | undefined {
    return comparisonNotAdmitted(this.#state, nowMs);
  }

  /** Counts it, unless it is not admitted. */
  beginAttempt(attempt: Counted, attempts: Policy['attempts'], nowMs: number): NotAdmitted | undefined {
    return this.#begin('attempts', attempt, nowMs, (state) => attemptNotAdmitted(state, attempts, nowMs));
  }

  /** Counts it, unless it is not admitted. */
  beginComparison(id: string, nowMs: number): NotAdmitted | undefined {
    return this.#begin('comparisons', { id, atMs: nowMs }, nowMs, (state) => comparisonNotAdmitted(state, nowMs));
  }

  forgive(what: CountedKind, id: string): void {
    const state = this.#state;
    if (isCounted(state, what, id)) this.#medium.write(forgive(state, what, id));
  }

  /** Forgets the person when nothing counts any more. */
  wake(nowMs: number): void {
    const untilMs = forgottenAtMs(this.#state, nowMs);
    if (untilMs === undefined) this.#medium.clear();
    else this.#medium.wakeAt(untilMs);
  }

  /** Looks and counts with no await in between, so that of two at once only one is the last one admitted. */
  #begin(
    what: CountedKind,
    one: Counted,
    nowMs: number,
    notAdmitted: (state: PersonState) => NotAdmitted | undefined,
  ): NotAdmitted | undefined {
    const state = this.#state;
    if (isCounted(state, what, one.id)) return undefined;
    const refused = notAdmitted(state);
    if (refused) return refused;
    const counted = count(state, what, one, nowMs);
    const untilMs = forgottenAtMs(counted, nowMs);
    if (untilMs === undefined) return undefined;
    this.#medium.write(counted);
    this.#medium.wakeAt(untilMs);
    return undefined;
  }

  get #state(): PersonState {
    return loadPerson(this.#medium.read());
  }
}
