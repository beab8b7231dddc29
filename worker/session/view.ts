/** What of a session each side may read. */
import type { FilerSession, ProviderSession, SessionStatus } from '#protocol/session/session.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { attemptsLeft } from './attempt.ts';
import { isVerified, type LiveSession } from './session.ts';

/** Where the session stands. */
function statusOf(session: LiveSession, policy: Policy): SessionStatus {
  if (isVerified(session)) return 'verified';
  if (attemptsLeft(session.failures, policy) === 0) return 'failed';
  if (session.challenge) return 'capturing';
  if (session.consent) return 'consented';
  return session.jkt === undefined ? 'created' : 'bound';
}

export function providerView(session: LiveSession, sandbox: boolean, policy: Policy): ProviderSession {
  const latest = session.conclusions.at(-1);
  return {
    id: session.id,
    state: statusOf(session, policy),
    sandbox,
    seeded: session.request.seed !== undefined,
    expiresAtMs: session.expiresAtMs,
    attempts: { failed: session.failures.length, left: attemptsLeft(session.failures, policy) },
    ...(latest && { verdict: latest.verdict, result: latest.result }),
    causes: [...(latest?.causes ?? [])],
    challenges: session.conclusions.map(({ challengeId }) => challengeId),
    reports: [...(session.reports?.kept ?? [])],
    reportsOmitted: (session.reports?.omitted ?? 0) + (session.reports?.foreignOmitted ?? 0),
  };
}

/** The reduced form: no verdict, no result, nothing to learn an attack from. */
export const filerView = (session: LiveSession, sandbox: boolean, policy: Policy): FilerSession => {
  const challenge = answeredChallenge(session);
  return {
    id: session.id,
    state: statusOf(session, policy),
    sandbox,
    expiresAtMs: session.expiresAtMs,
    done: isVerified(session),
    ...(session.request.locale && { locale: session.request.locale }),
    ...(challenge && { challenge }),
  };
};

/** What the filer was answered about the newest challenge, should the answer have been lost. */
function answeredChallenge({ challenge, conclusions }: LiveSession): FilerSession['challenge'] {
  if (!challenge?.spent) return undefined;
  const { id, spent, claimedAtMs, ended } = challenge;
  const conclusion = conclusions.find(({ challengeId }) => challengeId === id);
  if (conclusion) {
    return { id, appraised: { done: conclusion.verdict === 'bona-fide', causes: [...conclusion.causes] } };
  }
  return claimedAtMs === undefined && !ended ? { id, open: [...spent.open] } : { id };
}
