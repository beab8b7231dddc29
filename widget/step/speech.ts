/**
 * Chooses the text of the live regions, which screen readers read aloud. Hints may change fast, so not every hint is
 * said.
 */

/** Something to say. */
export interface Utterance {
  readonly text: string;
  /** Whether it is said at once, as for an action with a time limit. Any other utterance waits for a pause. */
  readonly isUrgent: boolean;
}

/**
 * Pause after each utterance. Only an urgent one is said earlier. Convention: about as long as reading a hint takes.
 */
const pauseMs = 2_500;

/** The texts of the two live regions. */
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
   * @param utterance is said once, and not again before another one was said
   * @returns the new texts of the live regions; the same object while nothing new is said
   */
  say({ text, isUrgent }: Utterance, atMs: number): Spoken {
    if (!text || text === this.#last || (!isUrgent && atMs - this.#saidAtMs < pauseMs)) return this.#spoken;
    this.#last = text;
    this.#saidAtMs = atMs;
    this.#spoken = isUrgent ? { polite: '', assertive: text } : { polite: text, assertive: '' };
    return this.#spoken;
  }
}
