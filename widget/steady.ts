/** Feedback that does not flicker: a change counts only once it has lasted. */

/** How long a new value has to last before it is shown: long enough to be read. Convention. */
const lastingMs = 350;

export class Steady<T> {
  #shown: T;
  #next: T;
  #sinceMs = 0;

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
    if (atMs - this.#sinceMs >= lastingMs) this.#shown = this.#next;
    return this.#shown;
  }
}
