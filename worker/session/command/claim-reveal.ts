import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Claimed, LiveSession } from '../state.ts';
import type { Command, Internal } from './command.ts';
import { revealableChallenge } from './guard.ts';

export interface ClaimArgs extends Internal {
  readonly challengeId: string;
  /** The upload that brought the frames. */
  readonly uploadId: string;
}

export interface Claim {
  readonly session: LiveSession;
  readonly challenge: Claimed;
}

/** Claims the challenge for the revealed frames. This can happen only once, so no other frames are appraised. */
export const claimReveal: Command<ClaimArgs, Claim> = {
  onLive(session, { challengeId, uploadId }, { nowMs }) {
    if (session.challenge?.id !== challengeId) throw new Refusal('challenge-replaced');
    const { upload, againUntilMs: _, ...spent } = revealableChallenge(session);
    // Its reservation has ended by itself, and another upload has the challenge.
    if (upload?.id !== uploadId) throw new Refusal('upload-underway', { retryAfterMs: limits.load.retryAfterMs });
    const challenge: Claimed = { ...spent, stage: 'claimed', claimedAtMs: nowMs };
    const state = { ...session, challenge };
    return { state, answer: { session: state, challenge } };
  },
};
