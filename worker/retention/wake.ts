/** What a stored state has to delete or to go on with, and when. Its alarm is set to `wakeAtMs`. */

/** A stored state, encrypted or not. To delete it, nobody has to be able to read it. */
export interface Wakeable {
  readonly kind: 'live' | 'sealed' | 'withdrawn';
  readonly id: string;
  /** When everything about it is deleted. */
  readonly deleteAtMs: number;
  /** Of a withdrawn one: when key and blobs are deleted once more. */
  readonly sweepAtMs?: number;
  /** Of a live one: when it has work to go on with. */
  readonly resumeAtMs?: number;
}

/** From a withdrawal to the second deletion of key and blobs. Convention: longer than a request takes. */
export const sweepMs = 60_000;

/** From a deletion that failed, or from the begin of work that may fail, to the next try. Convention. */
export const wakeRetryMs = 60_000;

export interface Wake<S> {
  /** Whether to delete the key and the blobs. If that fails, the state does not change, and it is tried again later. */
  readonly deletesBlobs: boolean;
  /** Whether there is work to go on with. */
  readonly resumes: boolean;
  /** What to store afterwards; undefined if everything is to be deleted. */
  readonly state: S | undefined;
}

const deletionAtMs = ({ sweepAtMs = Infinity, deleteAtMs }: Wakeable): number => Math.min(sweepAtMs, deleteAtMs);

/** When it has to be woken next. */
export const wakeAtMs = (state: Wakeable): number => Math.min(deletionAtMs(state), state.resumeAtMs ?? Infinity);

/** What is due now. What was woken too early does not change. */
export function wake<S extends Wakeable>(state: S, nowMs: number): Wake<S> {
  if (nowMs < deletionAtMs(state)) {
    return { deletesBlobs: false, resumes: nowMs >= (state.resumeAtMs ?? Infinity), state };
  }
  if (nowMs >= state.deleteAtMs) return { deletesBlobs: true, resumes: false, state: undefined };
  const { sweepAtMs: _, ...swept } = state;
  return { deletesBlobs: true, resumes: false, state: swept as Wakeable as S };
}
