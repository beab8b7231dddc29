import { Refusal } from '#protocol/refusal.ts';
import type { Claimed, LiveSession } from '../state.ts';
import type { Command, Internal } from './command.ts';
import { revealableChallenge } from './guard.ts';

export interface ClaimArgs extends Internal {
  readonly challengeId: string;
}

export interface Claim {
  readonly session: LiveSession;
  readonly challenge: Claimed;
}

/** Claims the challenge for the revealed frames. This can happen only once, so no other frames are appraised. */
export const claimReveal: Command<ClaimArgs, Claim> = {
  onLive(session, { challengeId }, { nowMs }) {
    if (session.challenge?.id !== challengeId) throw new Refusal('challenge-replaced');
    const challenge: Claimed = { ...revealableChallenge(session), stage: 'claimed', claimedAtMs: nowMs };
    const state = { ...session, challenge };
    return { state, answer: { session: state, challenge } };
  },
};
