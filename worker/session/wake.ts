/** What a session has to delete, and when. Its alarm is set to `wakeAtMs`, and does what `wake` returns. */
import type { Lifetime } from './state.ts';

/** A stored session, encrypted or not. To delete it, nobody has to be able to read it. */
export interface Wakeable extends Lifetime {
  readonly kind: 'live' | 'sealed' | 'withdrawn';
  readonly sweepAtMs?: number;
}

/** From a withdrawal to the second deletion of key and blobs. Convention: longer than a request takes. */
export const sweepMs = 60_000;

/** From a deletion that failed to the next try. Convention. */
export const wakeRetryMs = 60_000;

export interface Wake<S> {
  /** Whether to delete the session's key and blobs. If that fails, the state does not change, and it is tried again later. */
  readonly deletesBlobs: boolean;
  /** What to store afterwards; undefined if everything is to be deleted. */
  readonly state: S | undefined;
}

/** When the session has to be woken next. */
export const wakeAtMs = ({ sweepAtMs = Infinity, deleteAtMs }: Wakeable): number => Math.min(sweepAtMs, deleteAtMs);

/** What is due now. A session that was woken too early does not change. */
export function wake<S extends Wakeable>(state: S, nowMs: number): Wake<S> {
  if (nowMs < wakeAtMs(state)) return { deletesBlobs: false, state };
  if (nowMs >= state.deleteAtMs) return { deletesBlobs: true, state: undefined };
  const { sweepAtMs: _, ...swept } = state;
  return { deletesBlobs: true, state: swept as Wakeable as S };
}
