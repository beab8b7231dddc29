import { Refusal } from '#protocol/refusal.ts';
import type { Conclusion } from '../state.ts';
import type { Command, Internal } from './command.ts';

export interface ConcludeArgs extends Internal {
  readonly conclusion: Conclusion;
}

/** Records how the challenge was appraised. */
export const conclude: Command<ConcludeArgs, undefined> = {
  onLive(session, { conclusion }, { nowMs }) {
    const { challenge, conclusions, failures } = session;
    if (challenge?.id !== conclusion.challengeId) throw new Refusal('challenge-replaced');
    if (challenge.stage === 'late') throw new Refusal('frames-late');
    if (challenge.stage !== 'claimed') throw new Refusal('challenge-replayed');
    return {
      state: {
        ...session,
        challenge: { ...challenge, stage: 'concluded' },
        conclusions: [...conclusions, conclusion],
        failures: conclusion.verdict === 'bona-fide' ? failures : [...failures, nowMs],
      },
      answer: undefined,
    };
  },
};
