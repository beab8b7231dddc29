/**
 * Chooses the text of the live regions, which screen readers read aloud. Hints may change fast, so not every hint is
 * said.
 */

/** Something to say. */
export interface Utterance {
  readonly text: string;
  readonly manner: Manner;
}

/**
 * `assertive`: said at once, in place of what is being said, as for an action with a time limit. `timely`: said after it, without
 * a pause. `polite`: waits for a pause.
 */
export type Manner = 'assertive' | 'timely' | 'polite';

/**
 * Pause before each polite utterance. Convention: about as long as reading a hint takes.
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
  say({ text, manner }: Utterance, atMs: number): Spoken {
    if (!text || text === this.#last || (manner === 'polite' && atMs - this.#saidAtMs < pauseMs)) return this.#spoken;
    this.#last = text;
    this.#saidAtMs = atMs;
    this.#spoken = manner === 'assertive' ? { polite: '', assertive: text } : { polite: text, assertive: '' };
    return this.#spoken;
  }
}
