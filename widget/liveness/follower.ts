/**
 * Follows the present window with the verifier's own measures, so that the person sees at once when an answer was detected.
 * This is only feedback: the verifier judges the evidence itself.
 */
import type { Ask } from '#protocol/action/action.ts';
import { answerAsk } from '#protocol/action/answer.ts';
import { blinksIn } from '#protocol/action/blink.ts';
import { neutralOf, type Sample } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';

/** How far the present window is answered. */
export interface Followed {
  /** What the window asks for; undefined before the first window. */
  readonly ask: Ask | undefined;
  /** Whether the whole answer was detected. It stays true until the next window. */
  readonly isAnswered: boolean;
  /** Number of blinks detected so far. */
  readonly blinks: number;
}

export const nothingFollowed: Followed = { ask: undefined, isAnswered: false, blinks: 0 };

export class Follower {
  /** Samples from before the first window: the neutral face. */
  #leadIn: Sample[] = [];
  /** All samples from before the present window. */
  #before: Sample[] = [];
  #samples: Sample[] = [];
  #followed = nothingFollowed;

  /** To be called when a window begins. @param ask what it asks for */
  begin(ask: Ask): Followed {
    this.#before = [...(this.#followed.ask ? this.#before : this.#leadIn), ...this.#samples];
    this.#samples = [];
    return (this.#followed = { ask, isAnswered: false, blinks: 0 });
  }

  /** Take in the next sample. @returns the same object while nothing changes */
  see(sample: Sample): Followed {
    const { ask, blinks: blinksBefore, isAnswered: wasAnswered } = this.#followed;
    if (!ask) {
      // Before the first window the trace may be restarted.
      if (sample.atMs <= (this.#leadIn.at(-1)?.atMs ?? -1)) this.#leadIn = [];
      this.#leadIn.push(sample);
      return this.#followed;
    }
    this.#samples.push(sample);
    const neutral = neutralOf(this.#leadIn);
    if (!neutral || wasAnswered) return this.#followed;
    const window = { samples: this.#samples, before: this.#before, neutral };
    const isAnswered = answerAsk(window, ask, policy.action).done;
    const blinks = ask.kind === 'blink' ? blinksIn(window, policy.action).length : 0;
    if (isAnswered || blinks !== blinksBefore) this.#followed = { ask, isAnswered, blinks };
    return this.#followed;
  }
}
