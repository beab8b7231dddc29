import type { SpentEvidence } from '../state.ts';
import type { Command, Internal } from './command.ts';
import { spendableChallenge } from './guard.ts';

export interface SpendArgs extends Internal {
  readonly challengeId: string;
  readonly evidence: SpentEvidence;
}

/** Spends the challenge with this evidence. If there are several, the first one counts, and its draw is final. */
export const spend: Command<SpendArgs, undefined> = {
  onLive(session, { challengeId, evidence }, { nowMs }) {
    const { id, nonce, windows } = spendableChallenge(session, challengeId);
    return {
      state: { ...session, challenge: { stage: 'spent', id, nonce, windows, evidence, spentAtMs: nowMs } },
      answer: undefined,
    };
  },
};
