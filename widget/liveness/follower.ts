/**
 * Follows the present window with the verifier's own measures, so that the person sees at once when an answer was detected.
 * This is only feedback: the verifier judges the evidence itself.
 */
import type { ActionKind, Ask } from '#protocol/action/action.ts';
import { answerAsk } from '#protocol/action/answer.ts';
import { blinksIn } from '#protocol/action/blink.ts';
import { reachOf } from '#protocol/action/reach.ts';
import { neutralOf, type Sample } from '#protocol/measure/sample.ts';
import { policy } from '#protocol/policy/registry.ts';

/**
 * From here on an action has gone far enough, and the person is asked to undo it: as a share of the required
 * reach. It is further than the reach, so that the verifier's own reading reaches it too. Untold people turn up to 70°, where the face
 * is measured badly or lost.
 */
const enoughShares: Readonly<Record<HeldKind, number>> = {
  'turn-head': policy.action.turnHead.enoughDegrees / policy.action.turnHead.reachDegrees,
  nod: policy.action.nod.enoughDegrees / policy.action.nod.reachDegrees,
  'open-mouth': 1.2,
};

/** The kinds of action that a person could carry too far. Blinks end by themselves. */
export type HeldKind = Exclude<ActionKind, 'blink'>;

/** How far the present window is answered. */
export interface Followed {
  /** What the window asks for; undefined before the first window. */
  readonly ask: Ask | undefined;
  /** Whether the action has gone far enough and is still to be undone. */
  readonly isEnough: boolean;
  /** Whether the whole answer was detected. It stays true until the next window. */
  readonly isAnswered: boolean;
  /** Number of blinks detected so far. */
  readonly blinks: number;
}

export const nothingFollowed: Followed = { ask: undefined, isEnough: false, isAnswered: false, blinks: 0 };

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
    return (this.#followed = { ...nothingFollowed, ask });
  }

  /** Take in the next sample. @returns the same object while nothing changes */
  see(sample: Sample): Followed {
    const { ask, ...before } = this.#followed;
    if (!ask) {
      // Before the first window the trace may be restarted.
      if (sample.atMs <= (this.#leadIn.at(-1)?.atMs ?? -1)) this.#leadIn = [];
      this.#leadIn.push(sample);
      return this.#followed;
    }
    this.#samples.push(sample);
    const neutral = neutralOf(this.#leadIn);
    if (!neutral || before.isAnswered) return this.#followed;
    const window = { samples: this.#samples, before: this.#before, neutral };
    const isAnswered = answerAsk(window, ask, policy.action).done;
    const blinks = ask.kind === 'blink' ? blinksIn(window, policy.action).length : 0;
    const isEnough = !isAnswered && isFar(before.isEnough, ask, reachOf(ask, sample, neutral, policy.action));
    const isChanged = isAnswered || isEnough !== before.isEnough || blinks !== before.blinks;
    if (isChanged) this.#followed = { ask, isEnough, isAnswered, blinks };
    return this.#followed;
  }
}

/**
 * Whether the action is to be undone now. It stays so until the signal is back near the neutral face, so that the words do not flicker.
 *
 * @param reach undefined where the face is lost, for example at the bottom of a deep nod
 */
function isFar(wasFar: boolean, { kind }: Ask, reach: number | undefined): boolean {
  if (kind === 'blink') return false;
  if (reach === undefined) return wasFar;
  return reach >= (wasFar ? policy.action.returnShare.ofReach : enoughShares[kind]);
}
