/** What is said aloud: the text of the live regions, which screen readers read. Hints may change fast, so few are said. */

/** Something to say. */
export interface Utterance {
  readonly text: string;
  /** Said at once, like an action that has a time limit. Anything else waits for a pause. */
  readonly isUrgent: boolean;
}

/** Pause after each utterance, which only an urgent one cuts short: about as long as reading a hint takes. Convention. */
const pauseMs = 2_500;

/** What the two live regions hold. */
export interface Spoken {
  readonly polite: string;
  readonly assertive: string;
}

export const silence: Spoken = { polite: '', assertive: '' };

export class Speech {
  #spoken = silence;
  #saidAtMs = -Infinity;
  #last = '';

  /**
   * @param utterance said once, and not again until something else was said
   * @returns what the live regions hold from now on: the same object while nothing new is said
   */
  say({ text, isUrgent }: Utterance, atMs: number): Spoken {
    if (!text || text === this.#last || (!isUrgent && atMs - this.#saidAtMs < pauseMs)) return this.#spoken;
    this.#last = text;
    this.#saidAtMs = atMs;
    this.#spoken = isUrgent ? { polite: '', assertive: text } : { polite: text, assertive: '' };
    return this.#spoken;
  }
}
