/** What a session has to delete, and when. The host sets its alarm to `wakeAtMs`, and then does what `wake` returns. */
import type { SessionState } from './state.ts';

/** From a withdrawal to the second deletion of the blobs. Convention: longer than a request takes. */
export const sweepMs = 60_000;

/** From a deletion that failed to the next try. Convention. */
export const wakeRetryMs = 60_000;

export interface Wake {
  /** Whether to delete the session's blobs. If that fails, the host does not change the state, and tries again later. */
  readonly deletesBlobs: boolean;
  /** What to store afterwards; undefined if everything is to be deleted. */
  readonly state: SessionState | undefined;
}

/** When the session has to be woken next. */
export const wakeAtMs = (state: SessionState): number =>
  state.kind === 'withdrawn' ? Math.min(state.sweepAtMs ?? Infinity, state.deleteAtMs) : state.deleteAtMs;

/** What is due now. A session that was woken too early does not change. */
export function wake(state: SessionState, nowMs: number): Wake {
  if (nowMs < wakeAtMs(state)) return { deletesBlobs: false, state };
  if (nowMs >= state.deleteAtMs || state.kind === 'live') return { deletesBlobs: true, state: undefined };
  const { sweepAtMs: _, ...swept } = state;
  return { deletesBlobs: true, state: swept };
}
