/**
 * Lets a person begin who does not follow a request, or cannot: lips may stay parted, and glasses that only look dark stay on. What
 * the verifier makes of it, its checks decide.
 */
import type { Hint, Position } from './guidance.ts';

/** How long each request may hold up the beginning, in all. Convention: time to read it and to follow it. */
export const waivedAfterMs = { 'glasses-dark': 8_000, 'mouth-open': 4_000 } as const satisfies Partial<
  Record<Hint, number>
>;

type Requested = keyof typeof waivedAfterMs;

const isRequest = (position: Position): position is Requested => Object.hasOwn(waivedAfterMs, position);

/** Frames further apart than this do not count as seen in between: the camera was paused. Convention. */
const longestFrameMs = 500;

export class Waiver {
  readonly #heldMs: Record<Requested, number> = { 'glasses-dark': 0, 'mouth-open': 0 };
  readonly #waived = new Set<Hint>();
  #lastMs: number | undefined;

  /** The requests that are made no more. */
  get waived(): ReadonlySet<Hint> {
    return this.#waived;
  }

  /** To be called with the position in each frame before which nothing else holds up the beginning. */
  count(position: Position, atMs: number): void {
    const sinceMs = Math.min(longestFrameMs, atMs - (this.#lastMs ?? atMs));
    this.#lastMs = atMs;
    if (!isRequest(position)) return;
    this.#heldMs[position] += sinceMs;
    if (this.#heldMs[position] >= waivedAfterMs[position]) this.#waived.add(position);
  }
}
