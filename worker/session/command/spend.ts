import type { Spent, SpentEvidence } from '../state.ts';
import type { Command, Internal } from './command.ts';
import { spendableChallenge } from './guard.ts';

export interface SpendArgs extends Internal {
  readonly challengeId: string;
  readonly evidence: SpentEvidence;
}

/** Spends the challenge with this evidence. If there are several, the first one counts, and its draw is final. */
export const spend: Command<SpendArgs, undefined> = {
  onLive(session, { challengeId, evidence }, { nowMs }) {
    const { id, nonce, windows, end } = spendableChallenge(session, challengeId);
    const spent: Spent = { stage: 'spent', id, nonce, windows, evidence, spentAtMs: nowMs };
    const challenge = end ? { ...spent, endedAtMs: end.atMs } : spent;
    return { state: { ...session, challenge }, answer: undefined };
  },
};
