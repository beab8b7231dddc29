import { Refusal } from '#protocol/refusal.ts';
import type { Disclosing } from '../state.ts';
import type { Command, Filer } from './command.ts';
import { spendableChallenge } from './guard.ts';

export interface EndTraceArgs {
  readonly by: Filer;
  readonly challengeId: string;
  /** Over all frames of the trace. */
  readonly runningHash: string;
}

/**
 * Fixes the whole trace by its running hash, before its bytes arrive. It has to come in time, as evidence without it; after it the
 * evidence may take as long as an upload may. Answers when it came; the same hash gets the same answer again.
 */
export const endTrace: Command<EndTraceArgs, number> = {
  onLive(session, { challengeId, runningHash }, { nowMs }) {
    const challenge = spendableChallenge(session, challengeId);
    if (challenge.end && challenge.end.runningHash !== runningHash) throw new Refusal('trace-ended');
    const end = challenge.end ?? { runningHash, atMs: nowMs };
    const ended: Disclosing = { ...challenge, end };
    return { state: { ...session, challenge: ended }, answer: end.atMs };
  },
};
