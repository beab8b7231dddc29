/**
 * Which key signs and which are published. A key is published before it signs, so that no relying party meets one its
 * copy of the JWKS lacks, and stays published as long as what it signed may be shown.
 */

/** When one key began, or begins, to sign. It stops when the next one starts. */
export interface Turn {
  readonly signsFromMs: number;
}

/** How long each key signs. Convention. */
export const turnMs = 30 * 24 * 3_600_000;

/** How long a key is published before it signs: relying parties fetch the JWKS anew at least so often. */
export const announcedMs = 24 * 3_600_000;

/** How long an isolate may go on with the ring it read. */
export const ringCacheMs = 60_000;

/** How long a key stays published after the next one took over: what it signed last, and isolates that hear of it late. */
export const keptMs = limits.resultLifetimeMs + ringCacheMs;

export interface Rotation<T extends Turn> {
  /** Keys to go on publishing. */
  readonly kept: readonly T[];
  /** When a key that has yet to be made should begin to sign; undefined if none is due. */
  readonly nextSignsFromMs: number | undefined;
}

/** What to do about the ring now. @param turns by their beginning, rising */
export function planRotation<T extends Turn>(turns: readonly T[], nowMs: number): Rotation<T> {
  const newest = turns.at(-1);
  const kept = turns.filter((_, n) => {
    const successor = turns[n + 1];
    return !successor || successor.signsFromMs + keptMs > nowMs;
  });
  if (!newest) return { kept, nextSignsFromMs: nowMs };
  const dueMs = newest.signsFromMs + turnMs;
  return { kept, nextSignsFromMs: dueMs - announcedMs <= nowMs ? Math.max(dueMs, nowMs + announcedMs) : undefined };
}

/**
 * The key that signs now: the newest whose turn has begun. Before the very first has, by the clock of one who is a
 * little behind, it is that one.
 *
 * @throws RangeError without keys
 */
export function signingAt<T extends Turn>(turns: readonly T[], nowMs: number): T {
  const signing = turns.findLast(({ signsFromMs }) => signsFromMs <= nowMs) ?? turns[0];
  if (!signing) throw new RangeError('no key signs');
  return signing;
}
import { limits } from '#protocol/limits.ts';
