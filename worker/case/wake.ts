/** What a case has to do by itself, and when. Its alarm is set to `wakeAtMs`, and does what `wake` returns. */
import { limits } from '#protocol/limits.ts';
import type { CaseLifetime } from './state.ts';

/** A stored case, encrypted or not. To delete or resume it, nobody has to be able to read it. */
export interface WakeableCase extends CaseLifetime {
  readonly kind: 'live' | 'sealed' | 'withdrawn';
  readonly sweepAtMs?: number;
  readonly resumeAtMs?: number;
}

/** From a withdrawal to the second deletion of key and blobs. Convention: longer than a request takes. */
export const sweepMs = 60_000;

/** From a deletion that failed to the next try. Convention. */
export const wakeRetryMs = 60_000;

export interface CaseWake<S> {
  /** Whether to delete the case's key and blobs. If that fails, the state does not change, and it is tried again later. */
  readonly deletesBlobs: boolean;
  /** Whether to go on with the case (job/resume.ts), after `state` is stored. */
  readonly resumes: boolean;
  /** What to store; undefined if everything is to be deleted. */
  readonly state: S | undefined;
}

/** When the case has to be woken next. */
export const wakeAtMs = ({ sweepAtMs = Infinity, resumeAtMs = Infinity, deleteAtMs }: WakeableCase): number =>
  Math.min(sweepAtMs, resumeAtMs, deleteAtMs);

/** What is due now. A case that was woken too early does not change. */
export function wake<S extends WakeableCase>(state: S, nowMs: number): CaseWake<S> {
  if (nowMs < wakeAtMs(state)) return { deletesBlobs: false, resumes: false, state };
  if (nowMs >= state.deleteAtMs) return { deletesBlobs: true, resumes: false, state: undefined };
  const { sweepAtMs = Infinity } = state;
  if (nowMs >= sweepAtMs) {
    const { sweepAtMs: _, ...swept } = state;
    return { deletesBlobs: true, resumes: false, state: swept as WakeableCase as S };
  }
  // Whatever the case does now sets another time. If it cannot, it is woken again.
  return { deletesBlobs: false, resumes: true, state: { ...state, resumeAtMs: nowMs + limits.case.resumeMs } };
}
