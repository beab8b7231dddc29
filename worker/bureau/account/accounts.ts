/** The port of this room: bureau accounts, a single writer each. An account numbers, sends and downloads for all its cases. */

/** A case's round that waits for its file. */
export interface QueuedRound {
  readonly case: string;
  readonly round: number;
  readonly recordDigest: string;
}

export interface Accounts {
  /** Puts a round into the queue, once, however often it is told. */
  enqueue(account: string, round: QueuedRound, nowMs: number): Promise<void>;
}
