/** When each window of a challenge is due. */
import type { Ask } from '../action/action.ts';
import type { Policy } from './policy.ts';

/** One window on the attester's clock, which starts with the first frame that shows a well-placed face. */
export interface Slot {
  readonly ask: Ask;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * When each window is due, if nothing has to wait for the network.
 *
 * @param lengthsMs how long the windows last that were disclosed; the others last as long as the policy says
 */
export function schedule(asks: readonly Ask[], { challenge }: Policy, lengthsMs: readonly number[] = []): Slot[] {
  let startMs: number = challenge.leadInMs;
  return asks.map((ask, n) => {
    const slot = { ask, startMs, endMs: startMs + (lengthsMs[n] ?? challenge.windowMs[ask.kind]) };
    startMs = slot.endMs + challenge.gapMs;
    return slot;
  });
}
