/**
 * Keeps feedback from flickering: a value is shown only after it has lasted a while, and then long enough to be read.
 */

/** How long a new value has to last before it is shown. Convention. */
const lastingMs = 350;

/** Shortest time for which a value is shown. Convention: about as long as reading a short line takes. */
const readingMs = 900;

export class Steady<T> {
  #shown: T;
  #next: T;
  #sinceMs = 0;
  #shownAtMs = -Infinity;

  constructor(first: T) {
    this.#shown = first;
    this.#next = first;
  }

  /** The value to show after `value` was observed at this time. */
  settle(value: T, atMs: number): T {
    if (value !== this.#next) {
      this.#next = value;
      this.#sinceMs = atMs;
    }
    if (this.#next !== this.#shown && atMs - this.#sinceMs >= lastingMs && atMs - this.#shownAtMs >= readingMs) {
      this.#shown = this.#next;
      this.#shownAtMs = atMs;
    }
    return this.#shown;
  }
}
