/**
 * Which key signs and which are published. A key is published before it signs, so that every relying party gets it in time.
 * It stays published as long as results that it signed are valid.
 */
import { limits } from '#protocol/limits.ts';

/** When a key begins to sign. It stops when the next one begins. */
export interface Turn {
  readonly signsFromMs: number;
}

/** How long each key signs. Convention. */
export const turnMs = 30 * 24 * 3_600_000;

/** How long a key is published before it signs. Relying parties have to fetch the JWKS at least this often. */
export const announcedMs = 24 * 3_600_000;

/** How long an isolate may use the ring that it has read. */
export const ringCacheMs = 60_000;

/** How long a key stays published after the next one begins to sign: until its last results expire, plus `ringCacheMs`. */
export const keptMs = limits.resultLifetimeMs + ringCacheMs;

export interface Rotation<T extends Turn> {
  /** Keys that stay published. */
  readonly kept: readonly T[];
  /** When the key that must be created now begins to sign; undefined if none must be created. */
  readonly nextSignsFromMs: number | undefined;
}

/** Which keys to keep and whether to create one. @param turns sorted by `signsFromMs`, rising */
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
 * The key that signs now: the newest whose turn has begun. If none has, the first key: the clock of another isolate may
 * have been ahead when that key was created.
 *
 * @throws RangeError without keys
 */
export function signingAt<T extends Turn>(turns: readonly T[], nowMs: number): T {
  const signing = turns.findLast(({ signsFromMs }) => signsFromMs <= nowMs) ?? turns[0];
  if (!signing) throw new RangeError('no key signs');
  return signing;
}
