/** Feedback that does not flicker: a change counts only once it has lasted, and what is shown stays long enough to be read. */

/** How long a new value has to last before it is shown. Convention. */
const lastingMs = 350;

/** How long a shown value stays at least. Convention: a short line takes about as long to read. */
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

  /** The value to show, given what was seen at this time. */
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
