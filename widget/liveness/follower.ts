/**
 * Follows the present window by the verifier's own measures, so that the person sees at once that an answer was seen.
 * Feedback only: the verifier judges the evidence itself.
 */
import type { Ask } from '#protocol/action/action.ts';
import { answerAsk } from '#protocol/action/answer.ts';
import { blinksIn } from '#protocol/action/blink.ts';
import { neutralOf, type Sample } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';

/** The answer to the present window so far. */
export interface Followed {
  /** What it asks; undefined before the first one. */
  readonly ask: Ask | undefined;
  /** Whether the whole answer was seen. Does not change back before the next window. */
  readonly isAnswered: boolean;
  /** Blinks seen so far. */
  readonly blinks: number;
}

export const nothingFollowed: Followed = { ask: undefined, isAnswered: false, blinks: 0 };

export class Follower {
  /** Samples from before the first window: the neutral face. */
  #leadIn: Sample[] = [];
  #samples: Sample[] = [];
  #followed = nothingFollowed;

  /** A window begins, and asks this. */
  begin(ask: Ask): Followed {
    this.#samples = [];
    return (this.#followed = { ask, isAnswered: false, blinks: 0 });
  }

  /** @returns the same object while nothing changes */
  see(sample: Sample): Followed {
    const { ask, blinks: blinksBefore, isAnswered: wasAnswered } = this.#followed;
    if (!ask) {
      // Before the first window the trace may begin anew.
      if (sample.atMs <= (this.#leadIn.at(-1)?.atMs ?? -1)) this.#leadIn = [];
      this.#leadIn.push(sample);
      return this.#followed;
    }
    this.#samples.push(sample);
    const neutral = neutralOf(this.#leadIn);
    if (!neutral || wasAnswered) return this.#followed;
    const window = { samples: this.#samples, neutral };
    const isAnswered = answerAsk(window, ask, policy.action).done;
    const blinks = ask.kind === 'blink' ? blinksIn(window, policy.action).length : 0;
    if (isAnswered || blinks !== blinksBefore) this.#followed = { ask, isAnswered, blinks };
    return this.#followed;
  }
}
