/** When a challenge under way fails without a further request. */
import { limits } from '#protocol/limits.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { ChallengeState, Late, LiveSession } from './state.ts';

/** When the challenge fails if nothing more arrives. Infinity before its first window is disclosed and after it has ended. */
export function deadlineMs(state: ChallengeState, { challenge }: Policy): number {
  switch (state.stage) {
    case 'disclosing': {
      // The hash has fixed all frames, so nobody gains by the time that their bytes take.
      if (state.end) return state.end.atMs + limits.upload.mostMs;
      const windowsMs = state.asks.reduce(
        (sum, { kind }, n) => sum + (state.windows[n]?.windowMs ?? challenge.windowMs[kind]),
        0,
      );
      return state.windows[0].disclosedAtMs + windowsMs + challenge.evidenceGraceMs;
    }
    case 'spent':
      return Math.max(
        state.spentAtMs + challenge.revealMs,
        state.againUntilMs ?? 0,
        // An upload that has begun in time is waited for, and after it another one may begin.
        state.upload ? state.upload.untilMs + limits.upload.againMs : 0,
      );
    case 'claimed':
      return state.claimedAtMs + challenge.appraisalMs;
    default:
      return Infinity;
  }
}

/** Counts a deadline that has passed as a failed attempt. */
export function settle(session: LiveSession, nowMs: number, policy: Policy): LiveSession {
  if (!session.challenge) return session;
  const dueMs = deadlineMs(session.challenge, policy);
  return nowMs > dueMs ? fail(session, session.challenge, dueMs) : session;
}

/** Gives up a challenge under way: a filer who has seen a window and asks for another challenge has used up the attempt. */
export const abandon = (session: LiveSession, nowMs: number): LiveSession =>
  session.challenge ? fail(session, session.challenge, nowMs) : session;

function fail(session: LiveSession, challenge: ChallengeState, failedAtMs: number): LiveSession {
  const missed = missing(challenge);
  if (!missed) return session;
  return {
    ...session,
    challenge: { stage: 'late', id: challenge.id, missed },
    // They rise, although a request that waited counts from its arrival.
    failures: [...session.failures, Math.max(failedAtMs, session.failures.at(-1) ?? 0)],
  };
}

/** What a challenge under way waits for; undefined if no window was disclosed yet, or it has ended. */
function missing({ stage }: ChallengeState): Late['missed'] | undefined {
  switch (stage) {
    case 'disclosing':
      return 'evidence';
    case 'spent':
      return 'frames';
    case 'claimed':
      return 'appraisal';
    default:
      return undefined;
  }
}
