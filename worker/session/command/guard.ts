/** Conditions of the session that several commands require. */
import { Refusal } from '#protocol/refusal.ts';
import type { Disclosing, Issued, LiveSession, Spent } from '../state.ts';

/** @throws Refusal key-missing, consent-missing */
export function requireConsent({ jkt, consent }: LiveSession): void {
  if (jkt === undefined) throw new Refusal('key-missing');
  if (!consent) throw new Refusal('consent-missing');
}

/**
 * The challenge of this id, if it is the newest and its evidence may still arrive.
 *
 * @throws Refusal challenge-unknown, challenge-replaced, challenge-replayed, evidence-late, and as `requireConsent`
 */
export function unspentChallenge(session: LiveSession, challengeId: string): Issued | Disclosing {
  requireConsent(session);
  const { challenge, replaced, conclusions } = session;
  if (challenge?.id !== challengeId) {
    if (conclusions.some((conclusion) => conclusion.challengeId === challengeId)) {
      throw new Refusal('challenge-replayed');
    }
    throw new Refusal(replaced.includes(challengeId) ? 'challenge-replaced' : 'challenge-unknown');
  }
  if (challenge.stage === 'issued' || challenge.stage === 'disclosing') return challenge;
  const isLate = challenge.stage === 'late' && challenge.missed === 'evidence';
  throw new Refusal(isLate ? 'evidence-late' : 'challenge-replayed');
}

/**
 * The challenge of this id, if evidence can spend it now.
 *
 * @throws Refusal evidence-incomplete, and as `unspentChallenge`
 */
export function spendableChallenge(session: LiveSession, challengeId: string): Disclosing {
  const challenge = unspentChallenge(session, challengeId);
  if (challenge.stage === 'issued' || challenge.windows.length < challenge.asks.length) {
    throw new Refusal('evidence-incomplete');
  }
  return challenge;
}

/**
 * The newest challenge, if its evidence waits for the drawn frames.
 *
 * @throws Refusal frames-missing, frames-late, challenge-replayed, and as `requireConsent`
 */
export function revealableChallenge(session: LiveSession): Spent {
  requireConsent(session);
  const { challenge } = session;
  switch (challenge?.stage) {
    case 'spent':
      return challenge;
    case 'claimed':
    case 'concluded':
      throw new Refusal('challenge-replayed');
    case 'late':
      throw new Refusal(whyTooLate[challenge.missed]);
    default:
      throw new Refusal('frames-missing');
  }
}

const whyTooLate = {
  evidence: 'frames-missing',
  frames: 'frames-late',
  appraisal: 'challenge-replayed',
} as const;
