/** What is said aloud: the text of the live regions that a screen reader reads. Without chatter. */

/** Something to say. */
export interface Utterance {
  readonly text: string;
  /** Has to be heard now, such as an action with little time for it; anything else waits until speech has paused. */
  readonly isUrgent: boolean;
}

/** After something was said, so long nothing follows that is not urgent: about as long as a hint takes to be read. Convention. */
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
   * @param utterance what holds now; said once, and not again until something else was said
   * @returns what the live regions hold from now on: the same object as long as nothing new is said
   */
  say({ text, isUrgent }: Utterance, atMs: number): Spoken {
    if (!text || text === this.#last || (!isUrgent && atMs - this.#saidAtMs < pauseMs)) return this.#spoken;
    this.#last = text;
    this.#saidAtMs = atMs;
    this.#spoken = isUrgent ? { polite: '', assertive: text } : { polite: text, assertive: '' };
    return this.#spoken;
  }
}
