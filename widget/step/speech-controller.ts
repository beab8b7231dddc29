import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { silence, Speech, type Spoken, type Utterance } from './speech.ts';

/** Keeps an element's live regions up to date. */
export class SpeechController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #utterance: () => Utterance | undefined;
  #speech = new Speech();
  #spoken = silence;

  /** @param utterance returns what to say now; undefined if nothing is to be said */
  constructor(host: ReactiveControllerHost, utterance: () => Utterance | undefined) {
    this.#host = host;
    this.#utterance = utterance;
    host.addController(this);
  }

  /** The texts of the live regions. */
  get spoken(): Spoken {
    return this.#spoken;
  }

  hostUpdate(): void {
    this.speak();
  }

  /**
   * Say what is new. To be called between renders too, because an utterance that has to wait is said by a later call.
   */
  speak(): void {
    const before = this.#spoken;
    const utterance = this.#utterance();
    if (utterance) {
      this.#spoken = this.#speech.say(utterance, performance.now());
    } else if (before !== silence) {
      this.#speech = new Speech();
      this.#spoken = silence;
    }
    if (this.#spoken !== before) this.#host.requestUpdate();
  }
}
